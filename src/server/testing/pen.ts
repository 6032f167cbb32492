import { once } from 'node:events';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import {
  type Mode,
  type Present,
  readMessage,
  type Said,
  updateMessage,
  vectorMessage,
} from '../../domain/writing/protocol.ts';

export type Where = { url: string; origin: string; cookie?: string | undefined; query: Record<string, string> };

/** A window on a draft without a screen: speaks the channel's language as the page does. */
export class Pen {
  readonly doc: Y.Doc;
  readonly heard: Said[] = [];
  readonly ws: WebSocket;
  /** The code it was closed with, or the status of the refused handshake. */
  readonly over: Promise<number>;
  mode: Mode | undefined;
  kept = 0;
  sent = 0;
  synced = false;
  readonly here = new Map<number, Present>();

  private constructor(where: Where, doc: Y.Doc) {
    this.doc = doc;
    const address = `${where.url.replace(/^http/, 'ws')}/api/v1/writing?${new URLSearchParams(where.query)}`;
    this.ws = new WebSocket(address, {
      origin: where.origin,
      headers: where.cookie ? { cookie: where.cookie } : {},
      perMessageDeflate: false,
    });
    this.over = new Promise((resolve) => {
      this.ws.on('unexpected-response', (_request: unknown, response: { statusCode: number }) => {
        resolve(response.statusCode);
        this.ws.terminate();
      });
      this.ws.on('close', (code: number) => resolve(code));
    });
    this.ws.on('error', () => {});
    this.ws.on('message', (data: Buffer, binary: boolean) => (binary ? this.#take(data) : this.#hear(data)));
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this && this.synced) this.write(update);
    });
  }

  /** Opens, and waits until both sides have what the other has; or until it is refused. */
  static async open(where: Where, doc = new Y.Doc()): Promise<Pen> {
    const pen = new Pen(where, doc);
    await Promise.race([once(pen.ws, 'open').catch(() => {}), pen.over]);
    if (pen.ws.readyState === WebSocket.OPEN) pen.ws.send(vectorMessage(Y.encodeStateVector(doc)));
    await Promise.race([pen.until(() => pen.synced), pen.over]);
    return pen;
  }

  write(update: Uint8Array): number {
    this.ws.send(updateMessage(++this.sent, update));
    return this.sent;
  }

  say(place: unknown): void {
    this.ws.send(typeof place === 'string' ? place : JSON.stringify(place));
  }

  async until(done: () => boolean, ms = 5000): Promise<void> {
    const end = Date.now() + ms;
    while (!done()) {
      if (Date.now() > end) throw new Error(`not heard: ${JSON.stringify(this.heard)}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** Everything sent is in the database. */
  saved(): Promise<void> {
    return this.until(() => this.kept === this.sent);
  }

  close(): void {
    this.ws.terminate();
  }

  /** Begins a section of running text with a paragraph, or goes on at its end. */
  type(section: string, text: string): void {
    const fragment = this.doc.getXmlFragment(`text:${section}`);
    this.doc.transact(() => {
      if (fragment.length === 0) {
        const paragraph = new Y.XmlElement('paragraph');
        paragraph.insert(0, [new Y.XmlText()]);
        fragment.insert(0, [paragraph]);
      }
      const inside = (fragment.get(fragment.length - 1) as Y.XmlElement).get(0) as Y.XmlText;
      inside.insert(inside.length, text);
    });
  }

  text(section: string): string {
    return this.doc
      .getXmlFragment(`text:${section}`)
      .toString()
      .replaceAll(/<[^>]+>/g, '');
  }

  #hear(data: Buffer): void {
    const said = JSON.parse(data.toString()) as Said;
    this.heard.push(said);
    if (said.say === 'welcome' || said.say === 'mode') this.mode = said.mode;
    if (said.say === 'kept') this.kept = said.number;
    if (said.say === 'here') for (const one of said.people) this.here.set(one.client, one);
    if (said.say === 'gone') this.here.delete(said.client);
  }

  #take(data: Buffer): void {
    const message = readMessage(new Uint8Array(data));
    if (!message) return;
    if ('update' in message) Y.applyUpdate(this.doc, message.update, this);
    else {
      this.synced = true;
      const lacking = Y.encodeStateAsUpdate(this.doc, message.vector);
      // Two bytes are nothing: no changes, no deletions.
      if (lacking.length > 2) this.write(lacking);
    }
  }
}
