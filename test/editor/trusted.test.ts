import { runInside } from './support/suite.ts';

await runInside('trusted', 1, { open: 'shop.code-workspace', trusted: true });
