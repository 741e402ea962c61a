#!/bin/sh
# The first process of a process and mount namespace: when it ends, however it ends, the kernel ends all that it started.
# It lives as long as its standard input: the pipe closes with the test process, even with one that is killed.
folder=$1

# winbind's socket has a path that cannot be set.
mkdir -p /run/samba
mount --bind "$folder/socket" /run/samba

KRB5_CONFIG=$folder/krb5.conf /usr/sbin/samba --configfile="$folder/smb.conf" --foreground --no-process-group --debug-stdout \
    >"$folder/log/samba" 2>&1 </dev/null &
(
    until wbinfo --ping >/dev/null 2>&1; do sleep 0.1; done
    until ldapsearch -x -H "ldap://@ADDRESS@" -s base -b "" dn >/dev/null 2>&1; do sleep 0.1; done
    echo ready
    exec /usr/sbin/freeradius -d "$folder/radius" -n radiusd -f -l stdout >"$folder/log/radius" 2>&1
) </dev/null &

cat >/dev/null
kill -KILL -1
rm -rf "$folder"
