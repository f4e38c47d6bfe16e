import '../components/elements.ts';
import './sample.css';
import { render } from 'preact';
import { connect } from '../components/host.ts';
import type { FromSample } from '../messages.ts';
import { type Kept, Panel } from './Panel.tsx';

const root = document.getElementById('panel');
if (root) render(<Panel host={connect<FromSample, Kept>()} />, root);
