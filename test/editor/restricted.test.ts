import { runInside } from './support/suite.ts';

await runInside('restricted', 8, { open: 'shop', trusted: false });
