/**
 * A partnership whose every text holds a word of its own, so that a word seen by somebody who may not see it tells what
 * leaked. Words are private to whom their name says: everybody in the partnership, one party, or nobody at all.
 */
export const WORDS = {
  shared: 'kestrelshared',
  addressNorth: 'kestrelnorthmail',
  addressRail: 'kestrelrailmail',
  eventNorth: 'kestrelnorthevent',
  eventRail: 'kestrelrailevent',
  /** Written by a respondent while the round is open: seen by nobody. */
  answer: 'kestrelanswer',
  /** The programme of the lead’s own organisation: of its members, and of nobody in the partnership besides. */
  programme: 'kestrelprogramme',
  /** Title, answers and reasons of named dialogues between the two leads. */
  dialogue: 'kestreldialogue',
  /** A private reflection of the lead: seen by nobody else. */
  reflection: 'kestrelreflection',
  /** What one party has not shared: a joint document, a need. */
  draftNorth: 'kestreldraftnorth',
  draftRail: 'kestreldraftrail',
} as const;

export type Kind =
  | keyof typeof WORDS
  /** Secrets of personal links, to answer a survey and to join. */
  | 'linkNorth'
  | 'linkRail'
  /** Secret of the room of the open round: of those who hold it. */
  | 'room'
  | 'inviteNorth'
  | 'inviteRail'
  /** Secret of a read-only link to results: told once, to whoever made it. */
  | 'readOnly';
