import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { automaticKind } from '../../../channels/inbound/automatic';
import { cleanText } from '../../../channels/inbound/cleanText';
import { cutQuotes } from '../../../channels/inbound/cutQuotes';
import { MailReader, type DeliveryReport } from '../../../channels/inbound/mailReader';

/** What a mail beside is expected to be taken for: `said` is all of what its author says in it. */
interface Expected {
  readonly automatic: string | null;
  readonly said?: string;
  /** Which delivery failed, by the notice that it is; null: it is none. */
  readonly report?: DeliveryReport | null;
}

const FOLDER = join(__dirname, '../corpus');
const NAMES = readdirSync(FOLDER).flatMap((file) => (file.endsWith('.eml') ? [file.slice(0, -4)] : []));
const US = { domain: 'desk.example', address: 'desk@desk.example' };
const reader = new MailReader();
afterAll(() => reader.close());

test('the corpus has sixty mails or more', () => expect(NAMES.length).toBeGreaterThanOrEqual(60));

test.each(NAMES)('%s', async (name) => {
  const mail = await reader.read(readFileSync(join(FOLDER, `${name}.eml`)));
  const { automatic, said, report } = JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')) as Expected;
  expect(automaticKind(mail, 'somebody@client.example', US)).toBe(automatic);
  if (report !== undefined) expect(mail.report).toEqual(report);
  if (said !== undefined) expect(await cutQuotes(reader, cleanText(mail.text).text)).toBe(said);
});
