/** Words and limits of the chapter, apart from its schemas so that pages share them. */

export const DIALOGUE_STATES = ['waiting', 'open', 'ended'] as const;
/** Why a dialogue ended without opening. */
export const ENDINGS = ['declined', 'withdrawn', 'deadline', 'left'] as const;
export type Ending = (typeof ENDINGS)[number];
/** More people than this are asked in a round, where nobody needs a name. */
export const MOST_NAMED = 12;
export const FEWEST_NAMED = 2;
