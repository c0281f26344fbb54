SELECT before, touchpoint, count(*), avg(time - before_time)
FROM (
    SELECT touchpoint, time, lag(touchpoint) OVER journey AS before, lag(time) OVER journey AS before_time
    FROM events
    WHERE time >= $begin AND time < $end AND touchpoint > 0
    WINDOW journey AS (PARTITION BY customer ORDER BY time)
)
WHERE before IS NOT NULL
GROUP BY before, touchpoint
