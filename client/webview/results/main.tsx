import '../components/elements.ts';
import './results.css';
import { render } from 'preact';
import { connect } from '../components/host.ts';
import type { FromResults } from '../messages.ts';
import { Panel } from './Panel.tsx';
import type { Kept } from './state.ts';

const root = document.getElementById('panel');
if (root) render(<Panel host={connect<FromResults, Kept>()} />, root);
