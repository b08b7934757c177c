import { escaped } from '../html.ts';

/** A refusal for whoever came by a browser, which shows pages and not documents. */
export const refusedPage = ({ title, detail, requestId }: { title: string; detail: string; requestId: string }) =>
  `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} · Accord</title>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p role="alert">${escaped(detail)}</p>
<p>Whoever operates Accord finds out more by this number: ${escaped(requestId)}</p>
</main>
</body>
</html>
`;
