import { runInside } from './support/suite.ts';

await runInside('restricted', 4, { open: 'shop', trusted: false });
