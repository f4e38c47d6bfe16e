import { serve } from '../../../../server/src/engine/duckdb/serve.ts';
import { standIn } from './collaborators.ts';

serve(standIn);
