import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { plainText } from '../../../templates/us-digital-service/plain-text.ts';

test.each([
  ['a link', 'The oath is <a href="http://a.gov/o">here</a>.', 'The oath is here (http://a.gov/o).'],
  ['a full stop inside a link', '<a href="u">Instructions.</a> More.', 'Instructions (u). More.'],
  ['a tag that is not closed', 'your <a href="u"</a>duties as a buddy.', 'your duties as a buddy (u).'],
  ['a tag closed the wrong way', 'Your <a href="u">benefits<a/> are set.', 'Your benefits (u) are set.'],
  ['a link without text', 'See <a href="u"></a>.', 'See u.'],
  ['a list', 'Guides: <ul><li><a href="u">NY</a></li><li>DC</li></ul>', 'Guides:\n- NY (u)\n- DC'],
  ['entities', 'a &amp; b &lt;i&gt;', 'a & b <i>'],
  ['a program', 'a<script>alert(1)</script><style>b{}</style>', 'a'],
  ['white space', ' a \t b<br>c ', 'a b\nc'],
])('%s becomes readable text', (_, html, text) => {
  expect(plainText(html)).toBe(text);
});

test('text without markup stays as it is', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[A-Za-z0-9#'@/:-]+$/)), (words) => {
      expect(plainText(words.join(' '))).toBe(words.join(' '));
    }),
  );
});
