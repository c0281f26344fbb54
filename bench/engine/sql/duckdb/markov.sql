-- 0 is an outcome, and what nothing comes before. Touches that lead nowhere end their path: total less counted.
SELECT CASE WHEN before_customer = customer THEN before ELSE 0 END AS origin, state, count(*)
FROM (
    SELECT customer, state, lag(customer) OVER () AS before_customer, lag(state) OVER () AS before
    FROM (
        SELECT customer, CASE WHEN kind = $outcome THEN 0 ELSE channel END AS state
        FROM events
        WHERE time >= $begin AND time < $end AND (kind = $outcome OR kind IN ($touches))
    )
)
WHERE NOT (origin = 0 AND state = 0)
GROUP BY origin, state
