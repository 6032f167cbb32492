import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine } from '../common/csv.ts';
import { MOST_PEOPLE, PEOPLE_COLUMNS, type PersonRow, type Present, readPeople } from './people-csv.ts';
import { ROLES } from './words.ts';

const NORTH = {
  id: 'n',
  name: 'Quay Operations',
  organisation: 'Nordhavn Terminals',
  unit: 'Quay Operations',
  mine: true,
};
const RAIL = { id: 'r', name: 'Railia Freight', organisation: 'Railia Freight', unit: null, mine: false };
const BUS = { id: 'b', name: 'Busline', organisation: 'Busline', unit: null, mine: true };
const present: Present = {
  partyId: 'n',
  parties: [BUS, NORTH, RAIL],
  addresses: new Set(['n/known@north.example', 'b/driver@bus.example']),
  names: new Map([['sanna åkesson', ['r']]]),
  today: '2026-11-02',
};
const read = (text: string, mending = {}) => {
  const result = readPeople(text, present, mending);
  if (!result.ok) throw new Error(result.problem);
  return result;
};
const rows = (text: string, mending = {}): PersonRow[] => read(text, mending).rows;
const told = (text: string, mending = {}) =>
  rows(text, mending).map((row) => [row.line, row.state, ...row.reasons.map((one) => one.text), ...row.notes]);

describe('headings', () => {
  it.each([
    ['English', 'Company,Full name,E-mail address,Role,Job title,Level,Site,Key decision maker,Language,Joined on'],
    ['German', 'Firma,Vollständiger Name,E-Mail-Adresse,Rolle,Funktion,Ebene,Standort,Entscheidet,Sprache,Seit'],
    ['French', 'Société,Nom complet,Adresse électronique,Rôle,Fonction,Niveau,Région,Décideur,Langue,Depuis'],
  ])('are known in %s', (_, header) => {
    const { columns } = read(`${header}\n,Bo`);
    expect(columns.map((one) => one.column)).toEqual([
      'party',
      'name',
      'email',
      'role',
      'function',
      'level',
      'region',
      'decides',
      'language',
      'joined',
    ]);
  });

  it('may come as first and last name, with "Name" or "Nom" for the last', () => {
    for (const header of ['First name;Last name', 'Vorname;Name', 'Prénom;Nom', 'Vorname;Nachname'])
      expect(rows(`${header};Rolle\nBo;Berg;Mitglied`)[0]?.name, header).toBe('Bo Berg');
    expect(rows('Nachname\nBerg')[0]?.name).toBe('Berg');
  });

  it('that are unknown or double are named, not guessed', () => {
    expect(read('name,salary,Name,constructor\nBo,1,Al,2').columns).toEqual([
      { heading: 'name', column: 'name' },
      { heading: 'salary', column: null },
      { heading: 'Name', column: null },
      { heading: 'constructor', column: null },
    ]);
  });
});

describe('a row', () => {
  it('is read in the words of three languages', () => {
    const [one, two, three] = rows(
      'name;rolle;entscheidet;sprache;seit\nAn;Leitung;ja;Deutsch;02.11.2026\nBo;Observatrice;non;anglais;2026-01-31\nCy;SPONSOR;X;de-AT;1.2.2026',
    );
    expect(one).toMatchObject({ role: 'lead', decides: true, language: 'de', joinedOn: '2026-11-02', state: 'new' });
    expect(two).toMatchObject({ role: 'observer', decides: false, language: 'en', joinedOn: '2026-01-31' });
    expect(three).toMatchObject({ role: 'sponsor', decides: true, language: 'de', joinedOn: '2026-02-01' });
  });

  it('has an address as address books write it', () => {
    const [one, two] = rows('name,email\nBo,Bo Berg <BO@x.example>\nAn,mailto:an@x.example');
    expect([one?.email, two?.email]).toEqual(['bo@x.example', 'an@x.example']);
  });

  it('has one address however its domain is written', () => {
    expect(
      told(
        'name,email\nA,a@bücher.example\nB,A@BU\u0308CHER.EXAMPLE\nC,a@xn--bcher-kva.example\nD,a@bücher\u3002example',
      ),
    ).toEqual([[2, 'new'], ...[3, 4, 5].map((line) => [line, 'wrong', 'The same address stands in line 2.'])]);
    expect(rows('name,email\nA,a@Bücher.example')[0]?.email).toBe('a@xn--bcher-kva.example');
  });

  it.each([
    'a..b@x.org',
    '.a@x.org',
    'a.@x.org',
    'a@x..org',
    'a@-x.org',
    'a\u200B@x.org',
    'jos\u00e9@x.org',
    'a@[1.2.3.4]',
  ])('has no address that the rest of the product refuses: %s', (address) => {
    expect(told(`name,email\nA,${address}`)).toEqual([[2, 'wrong', `“${address}” is not an e-mail address.`]]);
  });

  it('has a name that is told from another by what is seen of it', () => {
    expect(told('name\nJosé  Ruiz\nJose\u0301\u00A0ruiz\nSanna A\u030Akesson')).toEqual([
      [2, 'new'],
      [3, 'new', 'The same name stands in line 2.'],
      [4, 'new', 'Railia Freight has somebody of this name already.'],
    ]);
    expect(told(`name\n${'😀'.repeat(120)}`)).toEqual([[2, 'new']]);
  });

  it('is told from those before it, from people there, and from what cannot be', () => {
    expect(
      told(
        [
          'name,email,party,joined,left',
          'Bo,bo@x.example,,,',
          'Al,BO@x.example,,,',
          'bo,,,,',
          'Kim,known@north.example,,,',
          'Dee,driver@bus.example,,,',
          'Sanna Åkesson,,,,',
          'Eve,bo@x.example,Busline,,',
          'Fay,,Railia Freight,,',
          'Gus,,Nordhaven,,',
          'Hal,,nordhavn-terminals,31.02.2026,',
          'Ida,,,2026-12-24,',
          'Jo,,,2026-05-01,2026-04-30',
          `Kai,${'x'.repeat(250)}@x.example,,,,more`,
          'L\uFFFDo,,,,',
        ].join('\n'),
      ),
    ).toEqual([
      [2, 'new'],
      [3, 'wrong', 'The same address stands in line 2.'],
      [4, 'new', 'The same name stands in line 2.'],
      [5, 'known', 'Quay Operations has somebody with this address already; nothing changes.'],
      [6, 'new', 'Busline has somebody with this address.'],
      [7, 'new', 'Railia Freight has somebody of this name already.'],
      [8, 'new'],
      [9, 'wrong', 'Railia Freight adds its own people; ask its lead or sponsor.'],
      [10, 'wrong', '“Nordhaven” is no party here; use Busline, Quay Operations, Railia Freight or leave it empty.'],
      [11, 'wrong', '“31.02.2026” is not a day; write it like 2026-11-02.'],
      [12, 'wrong', 'This day lies ahead; leave it empty.'],
      [13, 'wrong', 'The last day lies before the first.'],
      [
        14,
        'wrong',
        'This row has more cells than the header line: “more”.',
        expect.stringContaining('is not an e-mail address.'),
      ],
      [15, 'wrong', 'A letter of the name could not be read; write it anew.'],
    ]);
  });

  it('can be mended or left out by its line, and the rest is told anew', () => {
    const file = 'name,email\nBo,bo@\nAl,bo@x.example\n"Cy,cy@x.example\n';
    expect(told(file).map(([, state]) => state)).toEqual(['wrong', 'new', 'wrong']);
    const mend = [
      { line: 2, cells: { email: 'bo@x.example' } },
      { line: 4, cells: { name: 'Cy' } },
    ];
    expect(told(file, { mend })).toEqual([
      [2, 'new'],
      [3, 'wrong', 'The same address stands in line 2.'],
      [4, 'new'],
    ]);
    expect(rows(file, { mend, leaveOut: [2] }).map((row) => row.state)).toEqual(['left-out', 'new', 'new']);
    expect(readPeople(file, present, { leaveOut: [9] })).toEqual({
      ok: false,
      problem: 'Line 9 holds nobody; check the rows again.',
    });
  });
});

describe('any file', () => {
  // Not the sign for a letter that could not be read: its row is to be mended.
  const line = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
    .map((text) => text.replace(/[\p{Cc}\uFFFD]/gu, '').trim());
  const short = fc.oneof(
    line,
    line.map((text) => `=${text}`),
    line.map((text) => `'+${text}`),
    fc.constant(''),
  );
  const person = fc.record({
    name: line.filter((text) => text !== ''),
    email: fc.option(fc.stringMatching(/^[a-z0-9]{1,4}(\.[a-z0-9]{1,4})?@[a-z]{1,8}\.example$/), { nil: null }),
    role: fc.constantFrom(...ROLES),
    function: short,
    level: short,
    region: short,
    decides: fc.boolean(),
    language: fc.constantFrom('en', 'de', null),
  });

  it('that we wrote reads as the people it was written from', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(person, { minLength: 1, maxLength: 8, selector: (one) => one.email ?? one }),
        (people) => {
          const text =
            csvLine(PEOPLE_COLUMNS) +
            people.map((one) => csvLine([...Object.values({ ...one, decides: one.decides ? 'yes' : 'no' })])).join('');
          const back = rows(text).map(
            ({ name, email, role, function: f, level, region, decides, language, reasons }) => {
              expect(reasons).toEqual([]);
              return {
                name,
                email,
                role,
                function: f ?? '',
                level: level ?? '',
                region: region ?? '',
                decides,
                language,
              };
            },
          );
          expect(back).toEqual(people);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('with a header line as long as a file may be is read in no time', () => {
    const began = performance.now();
    expect(rows(`name${','.repeat(1_900_000)}\n${'Bo\n'.repeat(2000)}`)).toHaveLength(2000);
    // Looking at every heading for every row would take a minute.
    expect(performance.now() - began).toBeLessThan(15_000);
  });

  it('is answered with every row it holds, and never with a throw', () => {
    const unit = fc.constantFrom('"', ';', '\n', '\r', ' ', 'a', '@', '=', "'", '.');
    fc.assert(
      fc.property(fc.array(fc.string({ unit, maxLength: 12 }), { maxLength: 12 }), (lines) => {
        const result = readPeople(`name;email\n${lines.join('\n')}`, present);
        const letters = (text: string) => text.replace(/[^a@.]/g, '').length;
        if (!result.ok) {
          expect(letters(lines.join(''))).toBe(0);
          return;
        }
        for (const row of result.rows) {
          expect(['new', 'known', 'wrong']).toContain(row.state);
          expect(row.reasons.length > 0).toBe(row.state === 'wrong');
        }
        const shown = (row: PersonRow) => letters(`${row.cells.name ?? ''}${row.cells.email ?? ''}`);
        const over = result.rows.flatMap((row) =>
          row.reasons.filter((one) => one.text.startsWith('This row has more')),
        );
        const found = result.rows.reduce((sum, row) => sum + shown(row), 0);
        const extra = over.reduce((sum, { text }) => sum + letters(text.slice(text.indexOf('“'), -1)), 0);
        expect(found + extra).toBe(letters(lines.join('')));
      }),
      { numRuns: 3000 },
    );
  });

  it('of five thousand people is read, one more is not', () => {
    const text = `name;email;role\n${Array.from({ length: MOST_PEOPLE }, (_, i) => `P ${i};p${i}@x.example;member`).join('\n')}`;
    expect(rows(text)).toHaveLength(MOST_PEOPLE);
    expect(readPeople(`${text}\nOne more;;`, present)).toEqual({
      ok: false,
      problem: 'The file has 5001 people; take at most 5000 at a time.',
    });
  });
});
