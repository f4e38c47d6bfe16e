/** `node scripts/build.mjs`: `npm run build` without looking at node_modules first. */
import './tasks/build.mjs';
