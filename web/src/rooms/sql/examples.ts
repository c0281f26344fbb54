/** Questions to begin with: a count over time, a join of two tables, and what only the log knows. */
export const EXAMPLES = [
  {
    name: "days",
    query: `SELECT date_trunc('day', time) AS day, channel, count(*) AS events
FROM events
GROUP BY ALL
ORDER BY day DESC, events DESC
LIMIT 100`,
  },
  {
    name: "first",
    query: `WITH firsts AS (
  SELECT customer, arg_min(channel, time) AS first_channel
  FROM events
  GROUP BY customer
)
SELECT first_channel, count(*) AS customers, round(avg(c.events), 1) AS events_each
FROM firsts JOIN customers AS c ON c.id = firsts.customer
GROUP BY ALL
ORDER BY customers DESC`,
  },
  {
    name: "properties",
    query: `SELECT property, count(*) AS events
FROM log, unnest(json_keys(properties)) AS keys(property)
GROUP BY ALL
ORDER BY events DESC`,
  },
] as const;
