"""bench_json_peer.py FOLDER [FROM]: duckdb's side of validating FOLDER's orders.jsonl; with FROM makes it of the orders there."""
import json
import pathlib
import sys
import duckdb

folder = pathlib.Path(sys.argv[1])
TYPES = dict(order_id='BIGINT', customer_id='BIGINT', placed_at='TIMESTAMPTZ', due='DATE', amount='DECIMAL(18,2)', currency='VARCHAR',
             status='VARCHAR', gift='BOOLEAN', email='VARCHAR', note='VARCHAR')
db = duckdb.connect()
if len(sys.argv) > 2:
    made = pathlib.Path(sys.argv[2])
    folder.mkdir(exist_ok=True)
    texts = {**TYPES, 'placed_at': 'VARCHAR', 'due': 'VARCHAR'}
    db.execute(f"COPY (FROM read_csv('{made}/orders.csv', columns={texts}, header=true)) TO '{folder}/orders.jsonl' (FORMAT json)")
    descriptor = json.loads((made / 'datapackage.json').read_text())
    descriptor['resources'][0].update(path='orders.jsonl', format='jsonl')
    (folder / 'datapackage.json').write_text(json.dumps(descriptor, indent=2))
else:
    print(db.execute(f"""SELECT count(*), count(*) FILTER (order_id IS NULL), count(*) FILTER (customer_id IS NULL OR customer_id < 0),
      count(*) FILTER (amount < 0), count(*) FILTER (currency NOT IN ('EUR','USD','GBP','JPY','CHF')),
      count(*) FILTER (status NOT IN ('new','paid','shipped','returned')),
      count(*) FILTER (NOT regexp_matches(email, '^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$')), count(DISTINCT order_id), count(placed_at), count(due),
      count(gift), count(note) FROM read_json('{folder}/orders.jsonl', format='newline_delimited', columns={TYPES})""").fetchall())
