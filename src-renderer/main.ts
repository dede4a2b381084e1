import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { openConnection } from './connection/open-connection.js';
import { createAppContext } from './state/app-context.js';

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no element #app.');

mount(App, { target, props: { context: await createAppContext(openConnection()) } });
