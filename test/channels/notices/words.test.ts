import { htmlOf } from '../../../channels/notices/html';
import { NOTICE_KINDS } from '../../../channels/notices/kinds';
import { readUnsubscribeToken, unsubscribeUrl } from '../../../channels/notices/links';
import { builtInTemplate, fill, LANGUAGES, TEXTS, unknownPlaceholders } from '../../../channels/notices/templates';

describe('templates', () => {
  test.each(NOTICE_KINDS)('of %s exist in both languages, and ask for nothing that there is not', (kind) => {
    const { subject, body } = builtInTemplate(kind);
    for (const language of LANGUAGES) {
      const { short } = TEXTS[language].kinds[kind];
      expect([subject[language], body[language], short].every((text) => text.trim() !== '')).toBe(true);
      expect(unknownPlaceholders(subject[language] + body[language] + short)).toEqual([]);
    }
    expect(body.en).not.toBe(body.fr);
  });

  test('both languages say the same things', () => {
    const shape = (value: unknown): unknown =>
      typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shape(member)]))
        : [...String(value).matchAll(/\{\{[^}]+\}\}/g)].map(String).sort();
    expect(shape(TEXTS.fr)).toEqual(shape(TEXTS.en));
  });

  test('values are not read for placeholders again, and lines with nothing to say are left out', () => {
    expect(fill('{{comment}}\n{{reason}}\n\n{{link}}!', { comment: '{{link}} $& $1', link: 'L' })).toBe(
      '{{link}} $& $1\n\nL!',
    );
    expect(unknownPlaceholders('{{ ticket.key }} {{constructor}} {{}}')).toEqual(['constructor', '']);
  });
});

describe('HTML', () => {
  test('what people wrote stays text', () => {
    const html = htmlOf('<script>alert("1")</script> & \'more\'\n\n<img src=x onerror=alert(1)>', 'en"><b>');
    expect(html).not.toMatch(/<(script|img|b)\b/);
    expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;more&#39;');
  });

  test('addresses become links without what stands around them, and nothing else does', () => {
    const html = htmlOf('See (https://desk.example/a?b=1&c=2). javascript:alert(1) https://x.example"onclick="y', 'en');
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
      'https://desk.example/a?b=1&amp;c=2',
      'https://x.example',
    ]);
  });
});

test('only our own links unsubscribe anybody', () => {
  const desk = { publicUrl: 'https://desk.example', secret: 's'.repeat(32) };
  const id = '01900000-0000-7000-8000-000000000000';
  const token = unsubscribeUrl(desk, id).split('/').at(-1) ?? '';
  expect(readUnsubscribeToken(desk.secret, token)).toBe(id);
  expect(readUnsubscribeToken('t'.repeat(32), token)).toBeNull();
  expect(readUnsubscribeToken(desk.secret, `${token}A`)).toBeNull();
});
