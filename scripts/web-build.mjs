import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { projectRoot, Refusal, run } from './node.mjs';

const INPUTS = ['src/web', 'src/domain', 'instruments', 'vite.config.ts', 'tsconfig.json', 'package-lock.json'];
const stampFile = path.join(projectRoot, 'dist/web/.stamp');

/** Builds the web application when what it is made of has changed since the last build. */
export async function ensureWebBuilt() {
  const wanted = inputsHash();
  if (fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8') === wanted) return;
  console.log('Building the web application …');
  for (const mode of ['production', 'pages', 'first']) {
    const code = await run(['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn', '--mode', mode]);
    if (code !== 0) throw new Refusal('The web application could not be built: the reason is above.');
  }
  fs.writeFileSync(stampFile, wanted);
}

/** Contents, not dates: a fresh clone and a copied directory count as unchanged. */
function inputsHash() {
  const hash = createHash('sha256');
  for (const input of INPUTS) {
    const full = path.join(projectRoot, input);
    if (!fs.existsSync(full)) continue;
    const files = fs.statSync(full).isDirectory() ? filesBelow(full) : [full];
    for (const file of files) {
      const content = fs.readFileSync(file);
      hash.update(`${path.relative(projectRoot, file)}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest('hex');
}

function filesBelow(directory) {
  return fs
    .readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .filter((file) => !file.includes(`${path.sep}node_modules${path.sep}`))
    .sort();
}
