import type { Document, DocumentFile, DocumentVersion } from '../../../domain/documents/contract.ts';
import { FILE_TYPES, fileText } from '../../../domain/documents/files.ts';
import type { Remark } from '../../../domain/writing/contract.ts';
import { presentDocument, presentList, presentVersion } from '../../documents/present.ts';
import { chainFile, printedText, proofFile } from '../../documents/proof.ts';
import { listShares } from '../../writing/queries.ts';
import { presentRemarks } from '../../writing/remarks.ts';
import type { Entry } from './archive.ts';
import { type Html, html, lines, own } from './html.ts';
import { all, type Copying, collect, json, page, partyName, slug, when } from './parts.ts';
import { textHtml } from './text.ts';

const STATES = {
  proposed: 'Proposed',
  'in-force': 'In force',
  superseded: 'Was in force, superseded',
  declined: 'Declined',
  withdrawn: 'Withdrawn',
  expired: 'Not ratified in time',
} as const;

/** Every joint document that this party sees, with every text that was ever proposed, and what proves them. */
export async function* documents(c: Copying): AsyncGenerator<Entry> {
  const { tx, scope, deps, now } = c;
  const cards = await collect(all((cursor) => presentList(tx, scope, cursor, now)));
  const listed: Html[] = [];
  for (const { id } of cards) {
    const document = await presentDocument(tx, scope, id, now);
    const folder = `documents/${slug(document.title, id)}`;
    const versions: DocumentVersion[] = [];
    for (const { number } of document.versions) versions.push(await presentVersion(tx, scope, id, number));
    const shares = Object.fromEntries(
      await Promise.all(
        versions.map(async ({ number }) => [number, await listShares(tx, scope, { document: id, number })] as const),
      ),
    );
    const remarks = (await presentRemarks(tx, scope, id)).items;
    yield { path: `${folder}/document.json`, data: json({ document, versions, shares, remarks }) };
    for (const { number, chain } of versions) {
      if (!chain) continue;
      yield { path: `${folder}/version-${number}.proof.json`, data: await proofFile(tx, scope, deps, id, number) };
      yield {
        path: `${folder}/version-${number}.pdf`,
        data: await c.print.text(await printedText(tx, scope, deps, id, number)),
      };
    }
    const papers = new Map<string, string>();
    for (const file of document.files) {
      const paper = await paperOf(c, file);
      papers.set(file.id, paper.path);
      yield { path: `${folder}/${paper.path}`, data: paper.data };
    }
    const path = `${folder}/document.html`;
    yield page(c, 'documents.html', documentHtml(c, document, versions, remarks, papers), path);
    listed.push(
      html`<li><a href="${path}">${document.title}</a> ${document.sharedAt === null && own()}<br><span class="quiet">${standing(c, document)}</span></li>`,
    );
  }
  yield { path: 'documents/chain.json', data: await chainFile(tx, scope, deps) };
  yield page(
    c,
    'documents.html',
    html`${listed.length > 0 ? html`<ul>${listed}</ul>` : html`<p>No document has been started.</p>`}
<p class="quiet">Each text that was ever in force stands there as PDF and with its proof. <a href="documents/chain.json">chain.json</a> is everything that came into force, signed. Check both with <code>entente verify</code>.</p>`,
  );
}

/** The bytes of a file. Where the disk has lost them a word stands in their place: nobody is kept from their copy by that. */
async function paperOf(c: Copying, { id, name, type, sha256 }: DocumentFile): Promise<Entry> {
  const path = `files/${id}`;
  try {
    const data = await c.deps.files.read(c.scope.partnership, sha256);
    return { path: `${path}.${FILE_TYPES[type]?.extensions[0] ?? 'bin'}`, data };
  } catch {
    const data = `${name}, SHA-256 ${sha256}, could not be read: it is damaged or missing on the disk of the server.\n`;
    return { path: `${path}-missing.txt`, data };
  }
}

function standing(c: Copying, { inForce, proposed, draft, sharedAt }: Document): string {
  return (
    [
      inForce && `In force: version ${inForce.number}, since ${when(c, inForce.inForceAt as string)}.`,
      proposed &&
        `Proposed: version ${proposed.number}, waiting for ${proposed.waitingFor.map((id) => partyName(c, id)).join(', ')}.`,
      draft && !proposed && (sharedAt === null ? 'A draft of your party alone.' : 'There is a draft.'),
    ]
      .filter(Boolean)
      .join(' ') || 'Nothing of it is in force.'
  );
}

function documentHtml(
  c: Copying,
  document: Document,
  versions: DocumentVersion[],
  remarks: Remark[],
  papers: ReadonlyMap<string, string>,
): Html {
  const { draft, files } = document;
  return html`<h1>${document.title}</h1><p>${document.sharedAt === null && own()} ${standing(c, document)}</p>
<p class="quiet">Started by ${document.startedBy.name}, ${partyName(c, document.startedBy.partyId)}, ${when(c, document.createdAt)}.</p>
${versions.map((one) => versionHtml(c, one))}
${draft && html`<h2>Draft</h2><p class="quiet">Last written in ${when(c, draft.writtenAt)}. It binds nobody.</p>${textHtml({ ...document, ...draft })}`}
${files.length > 0 && html`<h2>Files</h2><ul>${files.map((file) => html`<li><a href="${papers.get(file.id)}">${fileText(file)}</a><br><span class="quiet">Added by ${file.by.name}, ${partyName(c, file.by.partyId)}, ${when(c, file.at)}. SHA-256 <code>${file.sha256}</code></span></li>`)}</ul>`}
${remarks.length > 0 && html`<h2>Remarks</h2>${remarks.map((one) => remarkHtml(c, one))}`}`;
}

function versionHtml(c: Copying, one: DocumentVersion): Html {
  const { number, chain } = one;
  return html`<h2 id="version-${number}">Version ${number}: ${STATES[one.state]}</h2>
${one.title && html`<p><b>${one.title}</b></p>`}<p>Proposed by ${one.proposedBy.name}, ${partyName(c, one.proposedBy.partyId)}, ${when(c, one.proposedAt)}.
${one.inForceAt && ` In force from ${when(c, one.inForceAt)}.`}${one.settledAt && ` ${STATES[one.state]} ${when(c, one.settledAt)}${one.settledBy ? ` by ${one.settledBy.name}` : ''}.`}</p>
${one.note && html`<p>What changed: ${lines(one.note)}</p>`}${one.reason && html`<p>The reason given: ${lines(one.reason)}</p>`}
${
  one.ratifications.length > 0
    ? html`<ul>${one.ratifications.map((yes) => html`<li>Ratified for ${yes.partyName} by ${yes.name}, ${yes.role}, ${when(c, yes.at)}, proven by ${yes.proof}</li>`)}</ul>`
    : html`<p>Nobody ratified it.</p>`
}
${one.waitingFor.length > 0 && html`<p>Waiting for ${one.waitingFor.map((id) => partyName(c, id)).join(', ')}.</p>`}
${chain && html`<p><a href="version-${number}.pdf">PDF of version ${number}</a> · <a href="version-${number}.proof.json">Proof of version ${number}</a> · link ${chain.position} of the chain</p>`}
<p class="quiet">SHA-256 <code>${one.hash}</code></p>${textHtml(one)}`;
}

const remarkHtml = (c: Copying, one: Remark): Html => html`<h3>${one.kind} ${one.private && own()}</h3>
<p class="quiet">${one.by.name}, ${partyName(c, one.by.partyId)}, ${when(c, one.at)}${one.section && `, section ${one.section}`}: ${one.state}${one.settledBy && ` by ${one.settledBy}`}</p>
<p>${lines(one.text)}</p>${one.wording && html`<p>Suggested wording: ${lines(one.wording)}</p>`}
${one.replies.length > 0 && html`<ul>${one.replies.map((reply) => html`<li>${reply.by.name}, ${partyName(c, reply.by.partyId)}, ${when(c, reply.at)}${reply.answer && ' (the answer)'}: ${lines(reply.text)}</li>`)}</ul>`}`;
