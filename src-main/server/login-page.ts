import { createHash } from 'node:crypto';
import { pageSecurityHeaders } from '../web/page-security.js';

/** It has no other style sheet: one would need the cookie. */
const style = `
:root { color-scheme: light dark; }
body {
  margin: 0; min-height: 100vh; display: grid; place-items: center;
  font: 1rem/1.6 system-ui, sans-serif;
  color: light-dark(#1b1f24, #e6e8eb); background: light-dark(#f6f7f9, #14171a);
}
main {
  box-sizing: border-box; width: min(34rem, 100% - 2rem); padding: 1.5rem 2rem;
  border: 1px solid light-dark(#d7dbe0, #2c3238); border-radius: 12px;
  background: light-dark(#fff, #1b1f24);
}
h1 { margin: 0; font-size: 1.35rem; line-height: 1.3; }
code {
  padding: 0.1em 0.35em; border-radius: 4px; background: light-dark(#eceff3, #262b31);
  font: 0.92em ui-monospace, monospace;
}
a { color: light-dark(#1f4e8c, #8ab8f0); }
`;

const hash = createHash('sha256').update(style).digest('base64');

/** What a browser without the cookie is shown. */
export const loginPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Random handwritten digits</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>This page is for whoever started it</h1>
<p>Open the address that <code>digits serve</code> printed when it was started. It ends in
<code>/?token=…</code>; the token stays the same until <code>digits serve --new-token</code> makes a new one.</p>
<p>If you came here through a link to that address: <a href="./">go on</a>.</p>
</main>
</body>
</html>
`;

/** The policy of the pages' answers, which lets this very style in. */
export const loginPagePolicy = (pageSecurityHeaders['Content-Security-Policy'] ?? '').replace(
  "style-src 'self'",
  `style-src 'sha256-${hash}'`,
);
