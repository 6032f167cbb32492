import Type, { type Static } from 'typebox';
import { closed, TimeZone } from '../common/contract.ts';

export const CopyWish = Type.Object({ timeZone: Type.Optional(TimeZone) }, closed);
export type CopyWish = Static<typeof CopyWish>;
