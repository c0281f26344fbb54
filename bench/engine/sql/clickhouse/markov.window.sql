SELECT before, after, count()
FROM (
    SELECT state AS after, lagInFrame(state) OVER journey AS before
    FROM (
        SELECT customer, time, if(kind = $outcome, 0, channel) AS state
        FROM events
        WHERE time >= $begin AND time < $end AND (kind = $outcome OR kind IN ($touches))
    )
    WINDOW journey AS (PARTITION BY customer ORDER BY time ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
)
WHERE before > 0 OR after > 0
GROUP BY before, after
