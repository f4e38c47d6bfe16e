/** Where random inputs start. The same seed gives the same inputs. Set by `npm run fuzz -- --seed N`. */
export const seed = Number(process.env.FUZZ_SEED ?? 1);

/** How long each fuzz test goes on. Set by `npm run fuzz -- --seconds N`. */
export const seconds = Number(process.env.FUZZ_SECONDS ?? 60);
