/**
 * What a browser without the cookie is shown. Without style: a style sheet would need the cookie, and
 * the security policy allows none in the page.
 */
export const loginPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Random handwritten digits</title>
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
