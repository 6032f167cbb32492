import { type Fixtures, P } from './fixture.ts';

const D = `${P}/documents/{documentId}`;

export const writingOperations: Fixtures = {
  // Numbers of windows and whose they are; nobody has written in this draft.
  [`GET ${D}/writers`]: { who: 'participant', bare: true },
  // Characters by party.
  [`GET ${D}/versions/{number}/shares`]: { who: 'participant', path: () => ({ number: '1' }), bare: true },
  [`GET ${D}/remarks`]: { who: 'participant' },
  [`POST ${D}/remarks`]: {
    who: 'participant',
    body: () => ({ section: 'decisions', kind: 'comment', text: 'A word' }),
  },
  [`POST ${D}/remarks/{remarkId}/replies`]: { who: 'participant', body: () => ({ text: 'Another word' }) },
  // An answered challenge is settled by nobody.
  [`PATCH ${D}/remarks/{remarkId}`]: { who: 'participant', body: () => ({ state: 'resolved' }), secret: true },
};
