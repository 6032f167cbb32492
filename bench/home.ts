import type { FastifyInstance } from 'fastify';
import { buildApp } from '../src/server/app.ts';
import { type Figure, quantile, type Setting, withOwner } from './setting.ts';
import { makePerson, makePortfolio } from './world.ts';

const SIZES = [10, 1_000, 10_000];
const REQUESTS = 200;

/**
 * Home of somebody who takes part in every partnership of an installation, and the overview of one of them, from ten
 * partnerships to ten thousand: both read a bounded number of rows, so they must be flat.
 */
export async function benchHome({ services, owner }: Setting): Promise<Figure[]> {
  let person = '';
  const app = await buildApp({ ...services, auth: { ...services.auth, session: async () => ({ person }) } });
  const figures: Figure[] = [];
  const medians: Record<'home' | 'overview', number[]> = { home: [], overview: [] };
  for (const size of SIZES) {
    const partnership = await withOwner(owner, async (client) => {
      person = await makePerson(client);
      const last = await makePortfolio(client, person, size);
      await client.query('analyze');
      return last;
    });
    const reads = {
      home: ['/home'],
      overview: ['', '/rounds?limit=10', '/record?limit=6'].map((part) => `/partnerships/${partnership}${part}`),
    };
    for (const [name, urls] of Object.entries(reads)) {
      const times = await measure(app, urls, SIZES.indexOf(size));
      medians[name as 'home'].push(quantile(times, 0.5));
      figures.push({
        name: `${name}, ${size.toLocaleString('en')} partnerships, p99`,
        value: quantile(times, 0.99),
        unit: 'ms',
        goal: '',
        met: true,
      });
    }
  }
  for (const [name, values] of Object.entries(medians)) {
    const flat = Math.max(...values) / Math.min(...values);
    figures.push({
      name: `${name}, slowest ÷ fastest size (median)`,
      value: flat,
      unit: 'ratio',
      goal: '< 1.5',
      met: flat < 1.5,
    });
  }
  await app.close();
  return figures;
}

async function measure(app: FastifyInstance, urls: string[], net: number): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < REQUESTS + 30; i++) {
    const start = performance.now();
    for (const url of urls) {
      // As if from many places: what is measured is the page, not the limit for one address.
      const reply = await app.inject({ url: `/api/v1${url}`, remoteAddress: `10.1.${net}.${i % 250}` });
      if (reply.statusCode !== 200) throw new Error(`${reply.statusCode} ${reply.body}`);
    }
    if (i >= 30) times.push(performance.now() - start);
  }
  return times;
}
