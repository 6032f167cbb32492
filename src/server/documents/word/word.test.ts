import { strToU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Content } from '../../../domain/documents/content.ts';
import type { Document, ForeignText } from '../../../domain/documents/contract.ts';
import { contentFrom, suggestSection } from '../../../domain/documents/foreign.ts';
import { kindOf } from '../../../domain/documents/kinds.ts';
import { kindText } from '../../../domain/documents/texts/index.ts';
import { type TestApp, testApp } from '../../testing/app.ts';
import { type Alliance, alliance } from '../../testing/factories.ts';
import { wordParagraph as p, wordFile } from '../../testing/word-file.ts';

let t: TestApp;
let a: Alliance;
let at: string;
beforeAll(async () => {
  t = await testApp();
  a = await alliance(t, {});
  at = `${a.path}/documents`;
});
afterAll(() => t.close());

const read = async (file: Buffer) => {
  const reply = await a.north.post<ForeignText>(`${at}/word`, { file: file.toString('base64') });
  return { ...reply, body: (typeof reply.body === 'string' ? JSON.parse(reply.body) : reply.body) as ForeignText };
};
const agreement = kindOf('partnership-agreement');
const words = kindText('partnership-agreement');

describe('a Word file', () => {
  test('is read by its headings, whatever language Word spoke', async () => {
    const { status, body } = await read(
      wordFile(
        [
          p('How we work', 'Titel'),
          p('For the corridor.'),
          p('How decisions are made', 'berschrift1'),
          p('By both leads.'),
          p('In doubt', 'berschrift3'),
          '<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Slowly</w:t></w:r><w:r><w:t>, then.</w:t></w:r></w:p>',
          `<w:tbl><w:tr><w:tc>${p('Step one')}</w:tc><w:tc>${p('Both leads')}</w:tc></w:tr></w:tbl>`,
        ].join(''),
      ),
    );
    expect(status).toBe(200);
    const text = (value: string) => [{ type: 'text', text: value }];
    expect(body).toEqual({
      title: 'How we work',
      parts: [
        { heading: null, blocks: [{ type: 'paragraph', content: text('For the corridor.') }] },
        {
          heading: 'How decisions are made',
          blocks: [
            { type: 'paragraph', content: text('By both leads.') },
            { type: 'heading', attrs: { level: 3 }, content: text('In doubt') },
            {
              type: 'paragraph',
              content: [
                { type: 'text', text: 'Slowly', marks: [{ type: 'bold' }] },
                { type: 'text', text: ', then.' },
              ],
            },
            { type: 'table', rows: [['Step one', 'Both leads']] },
          ],
        },
      ],
    });
    expect(suggestSection(agreement, words, 'How decisions are made')).toBe('decisions');
    expect(suggestSection(agreement, words, null)).toBeUndefined();
    const content = contentFrom(agreement, body.parts, ['framework', 'escalation'], () => crypto.randomUUID());
    expect(content['escalation']).toMatchObject([
      { step: 'By both leads.' },
      { step: 'In doubt' },
      { step: 'Slowly, then.' },
      { step: 'Step one', who: 'Both leads' },
    ]);
  });

  test('that is none is refused with a sentence, and so is one that grows when it is unpacked', async () => {
    for (const file of [
      Buffer.from('just words'),
      wordFile('').subarray(0, 300),
      wordFile(p('x'), { 'word/numbering.xml': new Uint8Array(30 * 2 ** 20) }),
    ]) {
      const { status, body } = await read(file);
      expect([status, (body as { type?: string }).type]).toEqual([400, '/problems/invalid']);
      expect((body as { detail?: string }).detail).toMatch(/Word|unpacked/);
    }
    expect((await t.nobody.post(`${at}/word`, { file: 'AAAA' })).status).toBe(401);
    expect((await a.north.post(`${at}/word`, { file: '!!' })).status).toBe(400);
  });

  test('is not kept, though whoever sends it names the sending', async () => {
    const file = wordFile(p('Kept by nobody')).toString('base64');
    const headers = { cookie: a.north.cookie ?? '', 'idempotency-key': 'word-file-once' };
    const send = () => t.app.inject({ method: 'POST', url: `/api/v1${at}/word`, headers, payload: { file } });
    const [first, again] = [await send(), await send()];
    expect([first.statusCode, again.statusCode]).toEqual([200, 200]);
    expect(again.payload).toBe(first.payload);
    const { rows } = await t.sql(`select from idempotency_key where route like '%/word'`);
    expect(rows).toEqual([]);
  });

  test('brings no pictures, links that run something, or entities along', async () => {
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>';
    const file = wordFile(p('Kept'), {
      'word/media/image1.png': strToU8('x'),
      'word/document.xml': strToU8(
        `<?xml version="1.0"?>${bomb}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${p('Kept &b;')}</w:body></w:document>`,
      ),
    });
    const { status, body } = await read(file);
    if (status === 200) expect(JSON.stringify(body).length).toBeLessThan(200);
    else expect(status).toBe(400);
  });
});

describe('a text taken along', () => {
  const started = async (content: Content) =>
    (await a.north.post<Document>(at, { kind: 'partnership-agreement', content, share: true })).body;
  const parts = (file: Buffer) =>
    Object.fromEntries(
      Object.entries(unzipSync(file)).map(([name, bytes]) => [name, Buffer.from(bytes).toString('utf8')]),
    );
  const content: Content = {
    framework: {
      type: 'doc',
      content: [
        { type: 'paragraph', content: [{ type: 'text', text: '1. One * of <us> & [all]' }] },
        {
          type: 'orderedList',
          content: ['first', 'second'].map((text) => ({
            type: 'listItem',
            content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
          })),
        },
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: 'our site ', marks: [{ type: 'link', attrs: { href: 'https://example.org/a' } }] },
          ],
        },
      ],
    },
    escalation: [{ id: 'r1', step: 'Not solved | in a week', who: 'Both leads' }],
  };

  test('in Word comes back as it was', async () => {
    const made = await started(content);
    const reply = await t.app.inject({
      url: `/api/v1${at}/${made.id}/draft/text.docx`,
      headers: { cookie: a.north.cookie ?? '' },
    });
    expect(reply.statusCode).toBe(200);
    expect(reply.headers['content-type']).toContain('wordprocessingml');
    expect(reply.headers['content-disposition']).toBe('attachment; filename="partnership-agreement-draft.docx"');
    expect(parts(reply.rawPayload)['word/document.xml']).toContain('One * of &lt;us&gt; &amp; [all]');
    const { body } = await read(reply.rawPayload);
    const goesTo = body.parts.map(({ heading }) => suggestSection(agreement, words, heading) ?? null);
    const again = contentFrom(agreement, body.parts, goesTo, () => crypto.randomUUID());
    expect(again['framework']).toEqual(content['framework']);
    expect(again['escalation']).toMatchObject([{ step: 'Not solved | in a week', who: 'Both leads' }]);
  });

  test('in Markdown says what it says, and its signs mean nothing else', async () => {
    const made = await started(content);
    const reply = await t.app.inject({
      url: `/api/v1${at}/${made.id}/draft/text.md`,
      headers: { cookie: a.north.cookie ?? '' },
    });
    expect(reply.headers['content-type']).toBe('text/markdown; charset=utf-8');
    const text = reply.payload;
    expect(text).toContain('# Partnership agreement\n');
    expect(text).toContain('1\\. One \\* of \\<us\\> & \\[all\\]');
    expect(text).toContain('1. first\n2. second');
    expect(text).toContain('[our site](<https://example.org/a>) ');
    expect(text).toContain('| Not solved \\| in a week | Both leads |');
    expect(text).toContain('A draft, last written in on');
  });

  test('is for those who may read it', async () => {
    const mine = (await a.north.post<Document>(at, { kind: 'partnership-agreement', content })).body;
    for (const form of ['docx', 'md']) {
      expect((await a.rail.get(`${at}/${mine.id}/draft/text.${form}`)).status).toBe(404);
      expect((await t.nobody.get(`${at}/${mine.id}/draft/text.${form}`)).status).toBe(401);
      expect((await a.north.get(`${at}/${mine.id}/versions/1/text.${form}`)).status).toBe(404);
    }
  });
});
