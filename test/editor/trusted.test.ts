import { runInside } from './support/suite.ts';

await runInside('trusted', 15, { open: 'shop.code-workspace', trusted: true });
