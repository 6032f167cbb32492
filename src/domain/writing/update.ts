import * as Y from 'yjs';

/** What a draft may hold; anything else is refused before it is stored or shown to anybody. */
export type Allowed = {
  /** Names of running texts and of lists of rows at the root of the document. */
  texts: readonly string[];
  rows: readonly string[];
  /** Kinds of nodes in running text. */
  nodes: ReadonlySet<string>;
};

export type Taken =
  | {
      /** What the update changed, as Yjs itself tells it; undefined: nothing that was not there. */
      effect: Uint8Array | undefined;
      /** Windows whose numbering goes on with it. */
      clients: number[];
    }
  | { refused: string };

/** Deeper than lists in lists in lists is no text. */
const DEEPEST = 16;
const LONGEST_VALUE = 20_000;

/** A document with its roots in place, so that every update finds them as what they are. */
export function emptyDraft({ texts, rows }: Pick<Allowed, 'texts' | 'rows'>): Y.Doc {
  const doc = new Y.Doc();
  for (const name of texts) doc.getXmlFragment(name);
  for (const name of rows) doc.getArray(name);
  return doc;
}

/**
 * Applies an update from outside to a draft and says what it did. When it is refused the document is spoilt: the caller
 * throws it away and reads it again.
 */
export function takeUpdate(doc: Y.Doc, update: Uint8Array, allowed: Allowed): Taken {
  const effects: Uint8Array[] = [];
  const hear = (effect: Uint8Array) => effects.push(effect);
  doc.on('update', hear);
  try {
    Y.applyUpdate(doc, update);
  } catch {
    return { refused: 'not readable' };
  } finally {
    doc.off('update', hear);
  }
  if (doc.store.pendingStructs || doc.store.pendingDs) return { refused: 'builds on what is not here' };
  for (const root of doc.share.keys())
    if (!allowed.texts.includes(root) && !allowed.rows.includes(root)) return { refused: 'no such section' };
  if (effects.length === 0) return { effect: undefined, clients: [] };
  const effect = effects.length === 1 ? (effects[0] as Uint8Array) : Y.mergeUpdates(effects);
  const { structs } = Y.decodeUpdate(effect);
  for (const struct of structs) {
    const wrong = struct instanceof Y.Item ? wrongWith(struct, doc, allowed) : undefined;
    if (wrong) return { refused: wrong };
  }
  return { effect, clients: [...new Set(structs.map((struct) => struct.id.client))] };
}

function wrongWith(struct: Y.Item, doc: Y.Doc, allowed: Allowed): string | undefined {
  const { content } = struct;
  if (content instanceof Y.ContentAny)
    return content.arr.every(isValue) ? undefined : 'a value that is neither text nor number';
  if (content instanceof Y.ContentType) {
    const { type } = content;
    if (type instanceof Y.XmlElement && !allowed.nodes.has(type.nodeName))
      return 'a kind of text that is not used here';
    if (
      !(
        type instanceof Y.XmlElement ||
        type instanceof Y.Text ||
        (type instanceof Y.Map && !(type instanceof Y.XmlHook))
      )
    )
      return 'a structure that is not used here';
    return depthOf(doc, struct.id) > DEEPEST ? 'nested too deep' : undefined;
  }
  const plain =
    content instanceof Y.ContentString || content instanceof Y.ContentFormat || content instanceof Y.ContentDeleted;
  return plain ? undefined : 'something that is no text';
}

const isValue = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  typeof value === 'boolean' ||
  typeof value === 'number' ||
  (typeof value === 'string' && value.length <= LONGEST_VALUE);

function depthOf(doc: Y.Doc, id: Y.ID): number {
  let depth = 0;
  let item: unknown = Y.getItem(doc.store, id);
  while (item instanceof Y.Item && depth <= DEEPEST) {
    item = (item.parent as Y.AbstractType<unknown> | null)?._item;
    depth++;
  }
  return depth;
}
