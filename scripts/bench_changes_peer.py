"""bench_changes_peer.py DIR FILE [OUT]: duckdb's side of bench/flows/changes.yaml, as a whole; without OUT nothing is kept."""
import sys

import duckdb

folder, file = sys.argv[1:3]
out = lambda name: f'{sys.argv[3]}/{name}.csv' if len(sys.argv) > 3 else '/dev/null'
db = duckdb.connect()
TYPES = dict(order_id='BIGINT', customer_id='BIGINT', placed_at='VARCHAR', due='VARCHAR', amount='DECIMAL(18,2)', currency='VARCHAR',
             status='VARCHAR', gift='VARCHAR', email='VARCHAR', note='VARCHAR')
orders = f"read_csv('{file}', columns={TYPES}, header=true)"
db.execute(f"""COPY (SELECT currency, placed_at[1:10] AS day, sum(amount) AS total, count(*) AS n, max(amount) AS most,
  count(DISTINCT customer_id) AS buyers FROM {orders} GROUP BY ALL) TO '{out('totals')}' (HEADER)""")
db.execute(f"""COPY (SELECT o.*, c.name, c.country FROM {orders} o JOIN read_csv('{folder}/customers.csv') c USING (customer_id))
  TO '{out('orders')}' (HEADER)""")
