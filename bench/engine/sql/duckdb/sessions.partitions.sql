SELECT touchpoint,
    count(*) FILTER (begins), count(*) FILTER (ends), count(*) FILTER (begins AND ends),
    coalesce(sum(time - before) FILTER (NOT begins), 0), count(*), count(*) FILTER (before IS NULL)
FROM (
    SELECT touchpoint, time, before,
        before IS NULL OR time - before >= $gap AS begins,
        after IS NULL OR after - time >= $gap AS ends
    FROM (
        SELECT touchpoint, time, lag(time) OVER journey AS before, lead(time) OVER journey AS after
        FROM events
        WHERE time >= $begin AND time < $end
        WINDOW journey AS (PARTITION BY customer ORDER BY time)
    )
)
GROUP BY touchpoint
