/** Entry of `dist/server.js`: the language server, over standard input and output or Node's own channel. */
import module from 'node:module';
import { keepHeapSmall } from './heap.ts';

// Absent in the Node of older editors, which is only slower to start.
module.enableCompileCache?.();
keepHeapSmall();
import('./server.ts').then(({ startServer }) => startServer());
