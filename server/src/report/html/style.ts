/** The whole look of the report. System fonts; light, dark and print; marks and words carry the meaning, colour only helps. */
export const style = `
:root{color-scheme:light dark;--bg:#fbfaf8;--card:#fff;--ink:#1d1f24;--soft:#5b616d;--rule:#e3e1dc;--code:#f5f3ef;--link:#1856b8;
--passed:#1f7a5c;--failed:#b3261e;--warned:#8a5a00;--errored:#7a2e8f;--notEnforced:#6b7280;--bin:#5b8def;
--failed-bg:#fdecea;--warned-bg:#fff4dc;--errored-bg:#f7ebfb;--mark:#fbd3cf}
@media (prefers-color-scheme:dark){:root{--bg:#16181d;--card:#1e2128;--ink:#e7e8ea;--soft:#a2a8b4;--rule:#343842;--code:#1a1d23;--link:#8ab4f8;
--passed:#63c9a3;--failed:#ff8a80;--warned:#f2bd5c;--errored:#d59be8;--notEnforced:#9aa1ad;--bin:#6f9cf5;
--failed-bg:#3a1f1f;--warned-bg:#36290f;--errored-bg:#32203a;--mark:#6b2a26}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
body{margin:0 auto;padding:2rem 1.5rem 4rem;max-width:68rem;background:var(--bg);color:var(--ink);font:15px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums}
code,pre,.no{font-family:ui-monospace,"SF Mono","Cascadia Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.9em}
a{color:var(--link);text-decoration-thickness:1px;text-underline-offset:2px}
a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:3px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem}
h1,h2,h3,p,dl,ul,figure{margin:0}
.brand{display:flex;align-items:center;gap:.5rem;font-weight:600;letter-spacing:.01em}.brand span{color:var(--soft);font-weight:400}.brand span::before{content:"/ "}
.logo{color:var(--soft)}
h1{margin:1.4rem 0 1rem;font-size:clamp(1.5rem,4.5vw,2.3rem);line-height:1.2;letter-spacing:-.015em;font-weight:650}
h1.passed .mark{color:var(--passed)}h1.failed .mark{color:var(--failed)}h1.warned .mark{color:var(--warned)}h1.errored .mark{color:var(--errored)}
.bar{display:block;width:100%;height:12px;border-radius:6px;overflow:hidden}
rect.passed{fill:var(--passed)}rect.failed{fill:var(--failed)}rect.warned{fill:var(--warned)}rect.errored{fill:var(--errored)}rect.notEnforced{fill:var(--notEnforced);opacity:.45}
.bar rect{stroke:var(--bg);stroke-width:2;vector-effect:non-scaling-stroke}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;padding:0;margin:.7rem 0 0;list-style:none}
.passed>.mark{color:var(--passed)}.failed>.mark{color:var(--failed)}.warned>.mark{color:var(--warned)}.errored>.mark{color:var(--errored)}.notEnforced>.mark{color:var(--notEnforced)}
.facts{display:flex;flex-wrap:wrap;gap:.3rem 2rem;margin:1rem 0 0;color:var(--soft)}.facts div,.pair div{display:flex;gap:.5rem}.facts dd,.pair dd{margin:0}.facts dd{color:var(--ink)}
section{margin-top:2.6rem}
h2{font-size:1.2rem;line-height:1.3;overflow-wrap:anywhere}
.contract{border-top:1px solid var(--rule);padding-top:1.6rem}
.verdict{color:var(--soft);margin:.2rem 0 1rem}
.card{background:var(--card);border:1px solid var(--rule);border-left:4px solid var(--rule);border-radius:8px;padding:1rem 1.2rem;margin:.9rem 0;overflow-wrap:anywhere}
.card.failed{border-left-color:var(--failed)}.card.warned{border-left-color:var(--warned)}.card.errored{border-left-color:var(--errored)}
.card:target,.line:target{outline:2px solid var(--link);outline-offset:1px}
h3{font-size:1.02rem;font-weight:600;line-height:1.45}
.badge{display:inline-block;margin-right:.35rem;padding:0 .5em;border-radius:4px;font-size:.82em;font-weight:600;vertical-align:.06em}
.badge.failed{background:var(--failed-bg);color:var(--failed)}.badge.warned{background:var(--warned-bg);color:var(--warned)}.badge.errored{background:var(--errored-bg);color:var(--errored)}
.meta{color:var(--soft);margin-top:.25rem}.meta a{color:inherit}
.reason,.fix{margin-top:.5rem}
.pair{display:flex;flex-wrap:wrap;gap:.2rem 2rem;margin-top:.6rem}.pair dt{color:var(--soft)}.pair dd{font-weight:550}
.histogram{margin-top:.9rem;max-width:40rem}.histogram svg{display:block;width:100%;height:auto}.histogram svg.categories{max-width:27rem}
.bin{fill:var(--bin)}.axis{stroke:var(--soft);stroke-width:1}.histogram text{fill:var(--soft);font-size:11.5px}.histogram text.bound{fill:var(--ink);font-weight:600}path.bound{stroke:var(--ink);stroke-width:1.5;stroke-dasharray:4 3}
figcaption{color:var(--soft);font-size:.9em;margin-top:.2rem}
.scroll{overflow-x:auto;margin-top:.8rem}
table{border-collapse:collapse;min-width:100%;font-size:.92em;overflow-wrap:break-word}
td.short,.overview td:nth-child(2){white-space:nowrap}.pair dt{white-space:nowrap}
.caption{color:var(--soft);font-size:.92em;margin-top:.9rem}.caption+.scroll{margin-top:.3rem}
th,td{text-align:left;padding:.32rem .7rem;border-bottom:1px solid var(--rule);vertical-align:top}
thead th{color:var(--soft);font-weight:550;white-space:nowrap}tbody th{font-weight:400;color:var(--soft)}
th:first-child,td:first-child{padding-left:0}
.number{text-align:right}.nowrap{white-space:nowrap}.zero,.absent{color:var(--soft)}.absent{font-style:italic}mark,.absent mark,mark .absent{color:var(--ink)}
.rows td{white-space:pre-wrap;max-width:22rem;min-width:3rem}.rows td.short{white-space:pre}td.wide{min-width:14rem}
mark{background:var(--mark);color:inherit;padding:.05em .35em;border-radius:3px;font-weight:600}mark .mark{color:var(--failed);margin-right:.2em}
details{margin-top:.8rem}
summary{cursor:pointer;color:var(--link);width:fit-content}
.contract>details>summary{font-weight:550}
pre{margin:.5rem 0 0;padding:.8rem 1rem;background:var(--code);border-radius:6px;white-space:pre-wrap;overflow-wrap:anywhere}
.code{margin-top:.6rem;padding:.6rem 0;background:var(--card);border:1px solid var(--rule);border-radius:8px;line-height:1.5}
.line{display:flex;gap:.9rem;padding:0 1rem 0 0}
.no{flex:none;width:3.4rem;text-align:right;color:var(--soft);text-decoration:none;user-select:none}
.line code{flex:1;min-width:0;white-space:pre-wrap;overflow-wrap:anywhere;tab-size:2}
.line.failed,.note.failed{background:var(--failed-bg)}.line.warned,.note.warned{background:var(--warned-bg)}.line.errored,.note.errored{background:var(--errored-bg)}
.note{padding:.05rem 1rem .35rem 4.3rem;font-size:.92em}.note a{color:inherit;text-decoration:none}.note a:hover{text-decoration:underline}
.chips{flex:none;display:flex;gap:.6rem;font-size:.82em;color:var(--soft);user-select:none}
footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--rule);color:var(--soft);font-size:.9em}
@media (max-width:40rem){body{padding:1.2rem .9rem 3rem;font-size:14px}.card{padding:.8rem .85rem}.no{width:2.2rem}.line{gap:.6rem;padding-right:.5rem}.note{padding-left:2.8rem}.chips .chip{font-size:0}.chips .mark{font-size:12px}.facts{gap:.2rem 1.2rem}.histogram text{font-size:20px}.histogram .categories text{font-size:14.5px}}
@media print{:root{color-scheme:light;--bg:#fff;--card:#fff;--ink:#000;--soft:#444;--rule:#bbb;--code:#f6f6f6;--link:#000;--passed:#1f7a5c;--failed:#b3261e;--warned:#8a5a00;--errored:#7a2e8f;--notEnforced:#6b7280;--bin:#777;--failed-bg:#fdecea;--warned-bg:#fff4dc;--errored-bg:#f7ebfb;--mark:#fbd3cf}
body{max-width:none;padding:0;font-size:10pt}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}.skip{display:none}
figure,tr,.line,.card>h3{break-inside:avoid}h2,h3,summary{break-after:avoid}.scroll{overflow:visible}a{text-decoration:none}
.contract>details::details-content{content-visibility:visible;display:block;block-size:auto}}
`;
