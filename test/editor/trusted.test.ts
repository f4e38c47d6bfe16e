import { runInside } from './support/suite.ts';

await runInside('trusted', 20, { open: 'shop.code-workspace', trusted: true });
