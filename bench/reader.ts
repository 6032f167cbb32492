import http from 'node:http';

/** Reads an address so many times, one after the other, over one connection: `reader.ts URL TIMES FROM`. */
const [url = '', times = '1', localAddress] = process.argv.slice(2);
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
const headers = { 'accept-encoding': 'br' };
for (let i = 0; i < Number(times); i++)
  await new Promise<void>((resolve, reject) => {
    http
      .get(url, { agent, localAddress, headers }, (reply) => {
        if (reply.statusCode !== 200) reject(new Error(`${reply.statusCode} ${url}`));
        reply.resume().on('end', resolve);
      })
      .on('error', reject);
  });
agent.destroy();
