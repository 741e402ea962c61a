#!/bin/sh
# FreeRADIUS cannot pass a backslash on: user, challenge, response, group.
exec /usr/bin/ntlm_auth --configfile=@FOLDER@/smb.conf --request-nt-key --allow-mschapv2 --domain=MESH \
    "--username=$1" "--challenge=$2" "--nt-response=$3" "--require-membership-of=MESH\\$4"
