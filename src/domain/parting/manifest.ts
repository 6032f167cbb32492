import { canonicalJson } from '../documents/canonical.ts';

/**
 * What a complete copy says about itself: every file with its length and SHA-256, signed by the installation. Written as
 * canonical JSON, so that one list has one form.
 */
export type CopiedFile = { path: string; bytes: number; sha256: string };
export type ManifestBody = {
  format: 'entente-copy/1';
  installation: string;
  partnership: { id: string; name: string };
  party: { id: string; name: string };
  takenAt: string;
  /** In the order in which they stand in the archive. */
  files: CopiedFile[];
};
export type Manifest = ManifestBody & { publicKey: string; signature: string };

export const MANIFEST = 'manifest.json';
/** What is signed: everything but the signature and its key. */
export const manifestText = (body: ManifestBody): string => canonicalJson(body);
export const manifestFile = (manifest: Manifest): string => `${canonicalJson(manifest)}\n`;

/** A path that stays inside the folder it is unpacked into. */
export const isInside = (path: string): boolean =>
  /^[\w.-]+(\/[\w.-]+)*$/.test(path) && !path.split('/').some((part) => part === '.' || part === '..');
