SELECT path, count(*) AS customers, count(*) OVER (), sum(count(*)) OVER ()
FROM (
    SELECT min_by(touchpoint, time, $depth) AS path
    FROM events
    WHERE time >= $begin AND time < $end AND touchpoint > 0
    GROUP BY customer
)
GROUP BY path
ORDER BY customers DESC, path
LIMIT $listed
