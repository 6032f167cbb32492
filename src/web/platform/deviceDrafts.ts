/** Copies of drafts that are being written, on this device, begin with this name. */
export const KEPT = 'entente-draft';

/** Deletes every copy: whoever signs out leaves nothing behind. */
export async function forgetDrafts(): Promise<void> {
  try {
    for (const { name } of await indexedDB.databases())
      if (name?.startsWith(`${KEPT}:`)) indexedDB.deleteDatabase(name);
  } catch {
    // Then there are none.
  }
}
