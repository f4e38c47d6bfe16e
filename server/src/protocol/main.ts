/** Entry of `dist/server.js`: the language server, over standard input and output or Node's own channel. */
import module from 'node:module';
import { keepHeapSmall } from './heap.ts';

module.enableCompileCache();
keepHeapSmall();
import('./server.ts').then(({ startServer }) => startServer());
