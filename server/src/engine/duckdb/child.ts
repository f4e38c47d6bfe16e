/** Entry of `dist/engine.js`, the engine's child process. */
import { serve } from './serve.ts';
import { duckDbCollaborators } from './wiring.ts';

serve(duckDbCollaborators);
