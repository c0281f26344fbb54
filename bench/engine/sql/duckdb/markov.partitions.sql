SELECT before AS origin, state, count(*)
FROM (
    SELECT state, lag(state, 1, 0) OVER (PARTITION BY customer ORDER BY time) AS before
    FROM (
        SELECT customer, time, CASE WHEN kind = $outcome THEN 0 ELSE channel END AS state
        FROM events
        WHERE time >= $begin AND time < $end AND (kind = $outcome OR kind IN ($touches))
    )
)
WHERE NOT (before = 0 AND state = 0)
GROUP BY before, state
