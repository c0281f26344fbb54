SELECT before, touchpoint, count(), avg(time - before_time)
FROM (
    SELECT
        touchpoint,
        time,
        lagInFrame(touchpoint) OVER journey AS before,
        lagInFrame(time) OVER journey AS before_time
    FROM events
    WHERE time >= $begin AND time < $end AND touchpoint > 0
    WINDOW journey AS (PARTITION BY customer ORDER BY time ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
)
WHERE before > 0
GROUP BY before, touchpoint
