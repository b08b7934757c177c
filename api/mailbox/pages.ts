import { escaped } from '../html.ts';
import type { MailView } from './schema.ts';

export const listPage = ({ items, next }: { readonly items: readonly MailView[]; readonly next: string | null }) =>
  page(
    'Your mail',
    items.length === 0
      ? '<p>There is no mail for you.</p>'
      : `<table>
<caption>Newest first. Mail lands here while no mail server is set.</caption>
<thead><tr><th scope="col">Sent</th><th scope="col">Subject</th></tr></thead>
<tbody>
${items.map(row).join('\n')}
</tbody>
</table>
${next === null ? '' : `<p><a href="/mailbox?cursor=${encodeURIComponent(next)}">Older mail</a></p>`}`,
    signOut,
  );

export const mailPage = ({ from, to, subject, sentAt, text }: MailView, baseUrl: string) =>
  page(
    subject,
    `<dl>
<dt>From</dt><dd>${escaped(from)}</dd>
<dt>To</dt><dd>${escaped(to)}</dd>
<dt>Sent</dt><dd>${time(sentAt)}</dd>
</dl>
<pre>${linked(escaped(text), escaped(baseUrl.replace(/\/+$/, '')))}</pre>
<p><a href="/mailbox">All mail</a></p>`,
    signOut,
  );

const row = ({ id, sentAt, subject }: MailView) =>
  `<tr><td>${time(sentAt)}</td><td><a href="/mailbox/${encodeURIComponent(id)}">${escaped(subject)}</a></td></tr>`;

const time = (at: string) => `<time datetime="${escaped(at)}">${escaped(at.slice(0, 16).replace('T', ' '))} UTC</time>`;

const signOut = '<form data-method="DELETE"><button>Sign out</button><p role="alert"></p></form>';

/** Our own addresses only: what else stands in a mail is other people's words. */
const linked = (text: string, base: string) =>
  text.replaceAll(/^( *)(https?:\S+)$/gm, (line, space: string, url: string) =>
    url.startsWith(`${base}/`) ? `${space}<a href="${url}">${url}</a>` : line,
  );

const page = (title: string, content: string, foot = '') => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} · Accord</title>
<style>
:root { color-scheme: light dark; }
body { font: 1rem/1.6 system-ui, sans-serif; max-width: 50rem; margin: 3rem auto; padding: 0 1.5rem; }
caption { text-align: left; padding-bottom: 1rem; }
th { text-align: left; }
td, th { padding: .3rem 1.5rem .3rem 0; vertical-align: top; }
dt { float: left; clear: left; width: 5rem; }
dd { margin: 0 0 0 5rem; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; border-block: 1px solid; padding-block: 1rem; }
label, input, button { display: block; font: inherit; margin-top: .5rem; }
</style>
<script type="module" src="/mailbox/page.js"></script>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${content}
</main>
${foot}
</body>
</html>
`;

export const signInPage = page(
  'Sign in to read your mail',
  `<form data-method="POST">
<label for="email">Mail address</label><input id="email" name="email" type="email" autocomplete="username" required>
<label for="password">Password</label><input id="password" name="password" type="password" autocomplete="current-password" required>
<button>Sign in</button>
<p role="alert"></p>
</form>`,
);

/** Signs in and out by the same address as every other client. */
export const script = `for (const form of document.forms) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const { method } = form.dataset;
    const body = method === 'POST' ? JSON.stringify(Object.fromEntries(new FormData(form))) : undefined;
    const response = await fetch('/v1/session', { method, body, headers: body ? { 'Content-Type': 'application/json' } : {} });
    if (response.ok) location.reload();
    else form.querySelector('[role=alert]').textContent = (await response.json()).detail;
  });
}
`;

/** The pages style themselves; nothing comes from elsewhere. */
export const contentPolicy =
  "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
