import { parseFragment, type DefaultTreeAdapterTypes as Tree } from 'parse5';

/**
 * Text for people from HTML as people write it, malformed tags included: a link becomes `text (address)`, a list item
 * a line. Read as browsers do, so that nothing a browser would show is lost and no markup is left.
 */
export const plainText = (html: string): string =>
  textOf(parseFragment(html))
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/ +([.,;])/g, '$1')
    .trim();

function textOf(node: Tree.Node): string {
  if (node.nodeName === '#text') return (node as Tree.TextNode).value;
  if (node.nodeName === 'script' || node.nodeName === 'style') return '';
  const inner = 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
  if (node.nodeName === 'li') return `\n- ${inner}`;
  if (node.nodeName === 'br' || node.nodeName === 'p') return `\n${inner}`;
  const address = node.nodeName === 'a' && (node as Tree.Element).attrs.find(({ name }) => name === 'href')?.value;
  return address ? linked(inner, address) : inner;
}

/** The address stands before a full stop that was part of the link, not behind it. */
function linked(text: string, address: string): string {
  const [, words = '', stop = ''] = /^(.*?)([.,;:]?)\s*$/s.exec(text) ?? [];
  return words.trim() === '' ? `${address}${stop}` : `${words} (${address})${stop}`;
}
