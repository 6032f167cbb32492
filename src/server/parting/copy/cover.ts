import type { CopiedFile } from '../../../domain/parting/manifest.ts';
import { html } from './html.ts';
import { type Copying, page, when } from './parts.ts';

const size = (bytes: number): string =>
  bytes < 1024
    ? `${bytes} bytes`
    : bytes < 1_048_576
      ? `${Math.round(bytes / 1024)} KB`
      : `${(bytes / 1_048_576).toFixed(1)} MB`;

/** The first page: what this is, whose, of which moment, what is in it, and what is not and why. */
export function cover(c: Copying, files: readonly CopiedFile[], by: string) {
  const { partnership, now, deps } = c;
  const mine = partnership.parties.find((party) => party.mine);
  return page(
    c,
    'index.html',
    html`<p>A complete copy for <b>${mine?.name}</b> of everything that is shared in this partnership, and of what ${mine?.name} keeps to itself here. It opens without a network and needs no account.</p>
<dl class="facts"><div><dt>Taken</dt><dd>${when(c, now.toString())}</dd></div><div><dt>By</dt><dd>${by}</dd></div>
<div><dt>Between</dt><dd>${partnership.parties.map(({ name }) => name).join(', ')}</dd></div><div><dt>Kept at</dt><dd>${deps.config.publicUrl}</dd></div></dl>
${partnership.sample && html`<p><b>This is a fictional sample.</b></p>`}
<p>It is of one moment: what changed while it was made is in none of its pages. Times are in ${c.timeZone}; data files hold them in UTC.</p>
<h2>What is in it</h2><ul>
<li><a href="people.html">People</a>: the parties, who is here and who was. Addresses of your own people alone.</li>
<li><a href="documents.html">Joint documents</a>: every text that was proposed, who ratified it, remarks, drafts, files, PDFs and proofs.</li>
<li><a href="needs.html">Needs and strengths</a>: what each party shared, and what yours has not.</li>
<li><a href="rounds.html">Rounds and results</a>: what was released at closing, as page, PDF, table and data.</li>
<li><a href="sessions.html">Sessions and actions</a>: the minutes, and what was agreed to be done.</li>
<li><a href="dialogues.html">Named dialogues</a> of whoever took the copy.</li>
<li><a href="record.html">The record</a>: every change, with who and when.</li></ul>
<p>What is marked <span class="own">Private to your party</span> is seen by no other party. Think of it before you hand this copy on.</p>
<h2>What is not in it, and why</h2><ul>
<li>What another party has not shared. It is not yours, and not even its being there shows.</li>
<li>Answers to rounds. They are confidential: nobody is given them, and after closing they are gone.</li>
<li>E-mail addresses of other parties’ people: you see them nowhere here.</li>
<li>Links and codes that open something, passwords and letters. They would let others in.</li>
<li>Named dialogues of others, and anybody’s private reflections. They belong to those people.</li></ul>
<h2>Files</h2><p>${files.length} files besides this one. <a href="manifest.json">manifest.json</a> names each with its SHA-256 and is signed. <code>npx entente verify</code> followed by the archive or its folder says whether anything was changed.</p>
<ul>${files.map(({ path, bytes }) => html`<li><a href="${path}">${path}</a> <span class="quiet">${size(bytes)}</span></li>`)}</ul>`,
  );
}
