export const documentation = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Accord: the interface</title>
<script type="module" src="/docs/rapidoc.js"></script>
</head>
<body>
<rapi-doc spec-url="/openapi.json" render-style="focused" load-fonts="false" show-header="false" theme="light"
  primary-color="#1f5f8b" schema-style="table" allow-server-selection="false" fill-request-fields-with-example="false"></rapi-doc>
</body>
</html>
`;

export const landing = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Accord</title>
<style>
:root { color-scheme: light dark; }
body { font: 1rem/1.6 system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1.5rem; }
h1 { margin-bottom: 0; }
dt { font-weight: 600; margin-top: 1rem; }
dd { margin: 0; }
</style>
</head>
<body>
<main>
<h1>Accord</h1>
<p>Processes whose tasks cross accounts that trust each other: one starts an onboarding, the others find their part of it
in their inbox the moment it is their turn.</p>
<dl>
<dt><a href="/docs">The interface</a></dt>
<dd>Every resource, to read and to try; also as <a href="/openapi.json">OpenAPI 3.1</a>.</dd>
<dt><a href="/mailbox">The local mailbox</a></dt>
<dd>What would have been mailed to you, unless a mail server is set.</dd>
<dt><a href="/health/ready">Health</a></dt>
<dd>Whether it can do its work; <a href="/health/live">whether it is alive</a>.</dd>
</dl>
</main>
</body>
</html>
`;
