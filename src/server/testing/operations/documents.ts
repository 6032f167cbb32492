import { PASSWORD } from '../costly.ts';
import { wordFile, wordParagraph } from '../word-file.ts';
import { type Fixtures, P } from './fixture.ts';

const D = `${P}/documents`;
const WORD_FILE = wordFile(wordParagraph('Behaviour', 'berschrift1')).toString('base64');
/** The version in force, and the one that waits for the other party. */
const first = () => ({ number: '1' });
const waiting = () => ({ number: '3' });

export const documentOperations: Fixtures = {
  [`GET ${D}`]: { who: 'participant', query: () => ({ limit: '200' }) },
  [`POST ${D}`]: { who: 'worker', body: () => ({ kind: 'partnership-agreement', examples: true }) },
  [`GET ${D}/{documentId}`]: { who: 'participant' },
  [`PATCH ${D}/{documentId}`]: { who: 'worker', body: () => ({ title: 'Another title' }) },
  [`POST ${D}/{documentId}/share`]: { who: 'party' },
  [`DELETE ${D}/{documentId}`]: { who: 'party' },
  [`POST ${D}/{documentId}/draft`]: { who: 'worker' },
  [`DELETE ${D}/{documentId}/draft`]: { who: 'speaker' },
  [`GET ${D}/{documentId}/versions/{number}`]: { who: 'participant', path: first },
  [`GET ${D}/{documentId}/versions/{number}/proof.json`]: { who: 'participant', path: first },
  [`GET ${D}/{documentId}/versions/{number}/proof.pdf`]: { who: 'participant', path: first, bare: true },
  [`POST ${D}/word`]: { who: 'worker', body: () => ({ file: WORD_FILE }), bare: true },
  [`GET ${D}/{documentId}/versions/{number}/text.docx`]: { who: 'participant', path: first, bare: true, varies: true },
  [`GET ${D}/{documentId}/versions/{number}/text.md`]: { who: 'participant', path: first },
  [`GET ${D}/{documentId}/draft/text.docx`]: { who: 'participant', bare: true, varies: true },
  [`GET ${D}/{documentId}/draft/text.md`]: { who: 'participant' },
  [`POST ${D}/{documentId}/files`]: {
    who: 'worker',
    query: () => ({ name: 'Paper.txt' }),
    body: () => Buffer.from('A paper'),
  },
  [`GET ${D}/{documentId}/files/{fileId}`]: { who: 'participant' },
  [`DELETE ${D}/{documentId}/files/{fileId}`]: { who: 'worker' },
  [`GET ${P}/chain.json`]: { who: 'participant' },
  'GET /signing-key': { who: 'anyone' },
  [`POST ${D}/{documentId}/proposal`]: {
    who: 'speaker',
    body: () => ({ hash: '0'.repeat(64), expiresOn: '2026-12-31', timeZone: 'Europe/Oslo' }),
  },
  [`PUT ${D}/{documentId}/versions/{number}/ratification`]: {
    who: 'speaker',
    path: waiting,
    body: () => ({ hash: '0'.repeat(64), password: PASSWORD }),
  },
  [`POST ${D}/{documentId}/versions/{number}/decline`]: {
    who: 'speaker',
    path: waiting,
    body: () => ({ reason: 'Not like this' }),
  },
  [`POST ${D}/{documentId}/versions/{number}/withdraw`]: { who: 'party', path: waiting },
  [`POST ${D}/{documentId}/versions/{number}/reminder`]: { who: 'speaker', path: waiting },
  [`PUT ${D}/{documentId}/signatory`]: { who: 'speaker', body: () => ({ role: 'lead' }) },
};
