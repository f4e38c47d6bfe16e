import { runOnDesk } from './support/suite.ts';

// What VS Code's desktop build has of its own: Electron's Node, windows, the real file system and no browser between.

await runOnDesk('trusted', 15, { open: 'shop.code-workspace', trusted: true });
await runOnDesk('restricted', 4, { open: 'shop', trusted: false });
