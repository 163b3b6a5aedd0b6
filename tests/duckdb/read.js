// DuckDB reads every Parquet file of an export and its CSV file, and holds them against each other, cell by cell: `node read.js FOLDER`.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

const folder = process.argv[2];
const connection = await (await DuckDBInstance.create(':memory:')).connect();
const rows = async (/** @type {string} */ query) => (await connection.runAndReadAll(query)).getRowsJson();
const quoted = (/** @type {string} */ path) => `'${path.replaceAll("'", "''")}'`;

const tables = readdirSync(folder).filter((name) => name.endsWith('.parquet')).map((name) => name.slice(0, -'.parquet'.length));
if (tables.length === 0) throw new Error(`no Parquet file in ${folder}`);
let differ = 0;
for (const table of tables) {
  const parquet = `read_parquet(${quoted(join(folder, `${table}.parquet`))})`;
  const csv = `read_csv(${quoted(join(folder, `${table}.csv`))}, header = true, all_varchar = true)`;
  const columns = (await rows(`select column_name from (describe select * from ${parquet})`)).map(([name]) => `"${name}"`);

  // As texts; what a text file can't tell from nothing is nothing in both.
  const cells = columns.map((name) => `nullif(cast(${name} as varchar), '') as ${name}`).join(', ');
  const [[count]] = await rows(`select count(*) from ${parquet}`);
  const [[other]] = await rows(`select count(*) from ${csv}`);
  const [[left]] = await rows(`select count(*) from (select ${cells} from ${parquet} except all select ${cells} from ${csv})`);
  console.log(`${table}: ${count} rows in Parquet, ${other} in CSV, ${left} that differ`);
  if (count !== other || Number(left) > 0) differ += 1;
}
process.exit(differ === 0 ? 0 : 1);
