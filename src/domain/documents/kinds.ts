import { DOCUMENT_KINDS, type DocumentKind } from './words.ts';

/**
 * The kinds of joint documents, as data: which sections each has, and what a section holds. What they are called, what
 * they ask and what may stand in them as an example is in texts.ts, per language.
 *
 * Needs, strengths and weaknesses are no kind: nobody ratifies what the other side needs. They are disclosed.
 */
export type Field = {
  key: string;
  /**
   * line, paragraph: text. party, participant: an id. date: YYYY-MM-DD. number. choice: one of `choices`.
   * letters: for each party or participant (by id) one of R, A, C, I. file: the id of a file of this document.
   */
  type: 'line' | 'paragraph' | 'party' | 'participant' | 'date' | 'number' | 'choice' | 'letters' | 'file';
  /** A row without it cannot be proposed. */
  required?: true;
  choices?: readonly string[];
};
export type TextSection = { key: string; type: 'text'; required?: true };
export type RowsSection = { key: string; type: 'rows'; fields: readonly Field[]; required?: true };
export type Section = TextSection | RowsSection;
/** `version` counts up when sections change; a text keeps the version that it was written in. */
export type Kind = { key: DocumentKind; version: number; sections: readonly Section[] };

const text = (key: string, required?: true): TextSection => ({ key, type: 'text', ...(required && { required }) });
const rows = (key: string, fields: readonly Field[], required?: true): RowsSection => ({
  key,
  type: 'rows',
  fields,
  ...(required && { required }),
});
const must = (key: string, type: Field['type'], choices?: readonly string[]): Field => ({
  key,
  type,
  required: true,
  ...(choices && { choices }),
});
const may = (key: string, type: Field['type'], choices?: readonly string[]): Field => ({
  key,
  type,
  ...(choices && { choices }),
});

const KINDS: Record<DocumentKind, readonly Section[]> = {
  'strategic-framework': [
    text('vision', true),
    text('mission', true),
    rows('directions', [
      must('direction', 'line'),
      may('allocates', 'paragraph'),
      may('horizon', 'line'),
      may('owner', 'participant'),
    ]),
    text('business-case'),
    rows('wins', [must('party', 'party'), must('win', 'paragraph'), may('shown-by', 'line')]),
  ],
  'relational-expectations': [
    text('purpose'),
    rows('expectations', [must('expectation', 'line'), may('looks-like', 'paragraph')], true),
    text('when-not-kept'),
  ],
  'partnership-agreement': [
    text('framework', true),
    text('behaviour', true),
    text('roles'),
    text('decisions', true),
    text('problems', true),
    rows('escalation', [must('step', 'line'), must('who', 'line'), may('within', 'line')]),
    text('communication'),
    text('parting', true),
  ],
  'rules-of-engagement': [
    text('together', true),
    rows('boundaries', [must('boundary', 'line'), may('party', 'party'), may('why', 'paragraph')]),
    text('competing'),
    text('information'),
    text('growing'),
  ],
  'joint-business-plan': [
    text('summary', true),
    rows('goals', [
      must('goal', 'line'),
      may('measured-by', 'line'),
      may('target', 'line'),
      may('by', 'date'),
      may('owner', 'participant'),
    ]),
    rows('metrics', [
      must('metric', 'line'),
      must('kind', 'choice', ['cost', 'performance', 'customer-satisfaction', 'relationship']),
      may('today', 'line'),
      may('target', 'line'),
      may('owner', 'participant'),
    ]),
    rows('work', [must('work', 'line'), may('party', 'party'), may('who', 'participant'), may('by', 'date')]),
    text('growth'),
  ],
  'responsibility-matrix': [
    rows('leaders', [must('party', 'party'), must('leader', 'participant')]),
    rows('matrix', [must('work', 'line'), must('letters', 'letters')], true),
    text('notes'),
  ],
  'contract-record': [
    text('summary', true),
    rows('deliverables', [
      must('deliverable', 'line'),
      must('party', 'party'),
      may('due', 'date'),
      may('accepted-when', 'paragraph'),
    ]),
    rows('terms', [must('term', 'line'), may('meaning', 'paragraph')]),
    rows('dates', [must('what', 'line'), must('on', 'date')]),
    // What is kept elsewhere has a place, and may have a hash that somebody typed.
    rows('papers', [must('title', 'line'), may('file', 'file'), may('kept-at', 'line'), may('sha256', 'line')]),
  ],
  'differences-register': [
    text('purpose'),
    rows(
      'differences',
      [
        must('area', 'choice', ['culture', 'commitment', 'priorities', 'pressure', 'structure']),
        must('difference', 'paragraph'),
        may('respect', 'paragraph'),
        must('do', 'paragraph'),
        may('owner', 'participant'),
      ],
      true,
    ),
  ],
  'communication-structure': [
    rows(
      'meetings',
      [
        must('meeting', 'line'),
        may('purpose', 'paragraph'),
        may('who', 'line'),
        must('how-often', 'line'),
        must('way', 'choice', ['face-to-face', 'call', 'either']),
        may('prepares', 'participant'),
      ],
      true,
    ),
    text('decisions'),
    text('problems'),
    text('priorities'),
    text('information'),
    text('informal'),
  ],
};

/** Of those whose sections have changed since the first. 2: papers hold files. */
const VERSIONS: Partial<Record<DocumentKind, number>> = { 'contract-record': 2 };

export const kinds: readonly Kind[] = DOCUMENT_KINDS.map((key) => ({
  key,
  version: VERSIONS[key] ?? 1,
  sections: KINDS[key],
}));
export const kindOf = (key: DocumentKind): Kind => kinds.find((kind) => kind.key === key) as Kind;
