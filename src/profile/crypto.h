/*
 * libcrypto, for this folder.  Where configure found out its name it is
 * loaded when the first signature or certificate is met: linked, it takes a
 * quarter of the time of every start, and few files are signed.
 *
 * Everything that is called has to be in CRYPTO_CALLS; what is not does not
 * link.
 */
#ifndef PROFILE_CRYPTO_H
#define PROFILE_CRYPTO_H

#include <openssl/cms.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/pkcs12.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <stdbool.h>

/*
 * Before anything else is called.  False when libcrypto is not there: what
 * needs it is then to be said not to be judged, never passed over.  Keeps it
 * from reading a configuration file of the machine.  Fault point "libcrypto".
 */
bool crypto_prepare(void);
/*
 * After crypto_prepare() said false: what is missing, and in which packages it
 * is to be had.  Borrowed until the next call.
 */
const char *crypto_missing(void);

#ifdef CRYPTO_SONAME

#define CRYPTO_CALLS(X) \
	X(ASN1_OCTET_STRING_cmp) \
	X(ASN1_STRING_get0_data) \
	X(ASN1_STRING_length) \
	X(ASN1_STRING_to_UTF8) \
	X(ASN1_TIME_to_tm) \
	X(BIO_ctrl) \
	X(BIO_free) \
	X(BIO_free_all) \
	X(BIO_new) \
	X(BIO_read) \
	X(BIO_s_mem) \
	X(BIO_s_null) \
	X(CMS_ContentInfo_free) \
	X(CMS_SignerInfo_get0_algs) \
	X(CMS_SignerInfo_verify) \
	X(CMS_SignerInfo_verify_content) \
	X(CMS_dataInit) \
	X(CMS_get0_SignerInfos) \
	X(CMS_get0_content) \
	X(CMS_get0_eContentType) \
	X(CMS_get0_type) \
	X(CMS_get1_certs) \
	X(CMS_set1_signers_certs) \
	X(CMS_signed_get0_data_by_OBJ) \
	X(CMS_signed_get_attr_count) \
	X(CMS_verify) \
	X(CRYPTO_free) \
	X(ERR_clear_error) \
	X(ERR_get_error) \
	X(ERR_peek_error) \
	X(ERR_reason_error_string) \
	X(EVP_DigestInit_ex) \
	X(EVP_DigestVerifyInit) \
	X(EVP_MD_CTX_free) \
	X(EVP_MD_CTX_new) \
	X(EVP_PKEY_free) \
	X(EVP_PKEY_get_base_id) \
	X(EVP_get_digestbyname) \
	X(OBJ_cmp) \
	X(OBJ_find_sigid_algs) \
	X(OBJ_nid2obj) \
	X(OBJ_nid2sn) \
	X(OBJ_obj2nid) \
	X(OBJ_obj2txt) \
	X(OPENSSL_init_crypto) \
	X(OPENSSL_sk_num) \
	X(OPENSSL_sk_pop_free) \
	X(OPENSSL_sk_value) \
	X(PKCS12_free) \
	X(PKCS8_PRIV_KEY_INFO_free) \
	X(RSA_PSS_PARAMS_free) \
	X(X509_ALGOR_free) \
	X(X509_ALGOR_get0) \
	X(X509_NAME_ENTRY_get_data) \
	X(X509_NAME_cmp) \
	X(X509_NAME_get_entry) \
	X(X509_NAME_get_index_by_NID) \
	X(X509_NAME_print_ex) \
	X(X509_check_ca) \
	X(X509_cmp) \
	X(X509_free) \
	X(X509_get0_authority_key_id) \
	X(X509_get0_notAfter) \
	X(X509_get0_notBefore) \
	X(X509_get0_pubkey) \
	X(X509_get0_signature) \
	X(X509_get0_subject_key_id) \
	X(X509_get_issuer_name) \
	X(X509_get_subject_name) \
	X(X509_verify) \
	X(d2i_AutoPrivateKey) \
	X(d2i_CMS_ContentInfo) \
	X(d2i_PKCS12) \
	X(d2i_PKCS8_PRIV_KEY_INFO) \
	X(d2i_RSA_PSS_PARAMS) \
	X(d2i_X509) \
	X(d2i_X509_ALGOR)

#define CRYPTO_CALL(name) __typeof__(name) *name;
struct crypto_calls {
	CRYPTO_CALLS(CRYPTO_CALL)
};
#undef CRYPTO_CALL
extern struct crypto_calls crypto_calls;

#ifndef CRYPTO_NO_NAMES
#define ASN1_OCTET_STRING_cmp crypto_calls.ASN1_OCTET_STRING_cmp
#define ASN1_STRING_get0_data crypto_calls.ASN1_STRING_get0_data
#define ASN1_STRING_length crypto_calls.ASN1_STRING_length
#define ASN1_STRING_to_UTF8 crypto_calls.ASN1_STRING_to_UTF8
#define ASN1_TIME_to_tm crypto_calls.ASN1_TIME_to_tm
#define BIO_ctrl crypto_calls.BIO_ctrl
#define BIO_free crypto_calls.BIO_free
#define BIO_free_all crypto_calls.BIO_free_all
#define BIO_new crypto_calls.BIO_new
#define BIO_read crypto_calls.BIO_read
#define BIO_s_mem crypto_calls.BIO_s_mem
#define BIO_s_null crypto_calls.BIO_s_null
#define CMS_ContentInfo_free crypto_calls.CMS_ContentInfo_free
#define CMS_SignerInfo_get0_algs crypto_calls.CMS_SignerInfo_get0_algs
#define CMS_SignerInfo_verify crypto_calls.CMS_SignerInfo_verify
#define CMS_SignerInfo_verify_content crypto_calls.CMS_SignerInfo_verify_content
#define CMS_dataInit crypto_calls.CMS_dataInit
#define CMS_get0_SignerInfos crypto_calls.CMS_get0_SignerInfos
#define CMS_get0_content crypto_calls.CMS_get0_content
#define CMS_get0_eContentType crypto_calls.CMS_get0_eContentType
#define CMS_get0_type crypto_calls.CMS_get0_type
#define CMS_get1_certs crypto_calls.CMS_get1_certs
#define CMS_set1_signers_certs crypto_calls.CMS_set1_signers_certs
#define CMS_signed_get0_data_by_OBJ crypto_calls.CMS_signed_get0_data_by_OBJ
#define CMS_signed_get_attr_count crypto_calls.CMS_signed_get_attr_count
#define CMS_verify crypto_calls.CMS_verify
#define CRYPTO_free crypto_calls.CRYPTO_free
#define ERR_clear_error crypto_calls.ERR_clear_error
#define ERR_get_error crypto_calls.ERR_get_error
#define ERR_peek_error crypto_calls.ERR_peek_error
#define ERR_reason_error_string crypto_calls.ERR_reason_error_string
#define EVP_DigestInit_ex crypto_calls.EVP_DigestInit_ex
#define EVP_DigestVerifyInit crypto_calls.EVP_DigestVerifyInit
#define EVP_MD_CTX_free crypto_calls.EVP_MD_CTX_free
#define EVP_MD_CTX_new crypto_calls.EVP_MD_CTX_new
#define EVP_PKEY_free crypto_calls.EVP_PKEY_free
#define EVP_PKEY_get_base_id crypto_calls.EVP_PKEY_get_base_id
#define EVP_get_digestbyname crypto_calls.EVP_get_digestbyname
#define OBJ_cmp crypto_calls.OBJ_cmp
#define OBJ_find_sigid_algs crypto_calls.OBJ_find_sigid_algs
#define OBJ_nid2obj crypto_calls.OBJ_nid2obj
#define OBJ_nid2sn crypto_calls.OBJ_nid2sn
#define OBJ_obj2nid crypto_calls.OBJ_obj2nid
#define OBJ_obj2txt crypto_calls.OBJ_obj2txt
#define OPENSSL_init_crypto crypto_calls.OPENSSL_init_crypto
#define OPENSSL_sk_num crypto_calls.OPENSSL_sk_num
#define OPENSSL_sk_pop_free crypto_calls.OPENSSL_sk_pop_free
#define OPENSSL_sk_value crypto_calls.OPENSSL_sk_value
#define PKCS12_free crypto_calls.PKCS12_free
#define PKCS8_PRIV_KEY_INFO_free crypto_calls.PKCS8_PRIV_KEY_INFO_free
#define RSA_PSS_PARAMS_free crypto_calls.RSA_PSS_PARAMS_free
#define X509_ALGOR_free crypto_calls.X509_ALGOR_free
#define X509_ALGOR_get0 crypto_calls.X509_ALGOR_get0
#define X509_NAME_ENTRY_get_data crypto_calls.X509_NAME_ENTRY_get_data
#define X509_NAME_cmp crypto_calls.X509_NAME_cmp
#define X509_NAME_get_entry crypto_calls.X509_NAME_get_entry
#define X509_NAME_get_index_by_NID crypto_calls.X509_NAME_get_index_by_NID
#define X509_NAME_print_ex crypto_calls.X509_NAME_print_ex
#define X509_check_ca crypto_calls.X509_check_ca
#define X509_cmp crypto_calls.X509_cmp
#define X509_free crypto_calls.X509_free
#define X509_get0_authority_key_id crypto_calls.X509_get0_authority_key_id
#define X509_get0_notAfter crypto_calls.X509_get0_notAfter
#define X509_get0_notBefore crypto_calls.X509_get0_notBefore
#define X509_get0_pubkey crypto_calls.X509_get0_pubkey
#define X509_get0_signature crypto_calls.X509_get0_signature
#define X509_get0_subject_key_id crypto_calls.X509_get0_subject_key_id
#define X509_get_issuer_name crypto_calls.X509_get_issuer_name
#define X509_get_subject_name crypto_calls.X509_get_subject_name
#define X509_verify crypto_calls.X509_verify
#define d2i_AutoPrivateKey crypto_calls.d2i_AutoPrivateKey
#define d2i_CMS_ContentInfo crypto_calls.d2i_CMS_ContentInfo
#define d2i_PKCS12 crypto_calls.d2i_PKCS12
#define d2i_PKCS8_PRIV_KEY_INFO crypto_calls.d2i_PKCS8_PRIV_KEY_INFO
#define d2i_RSA_PSS_PARAMS crypto_calls.d2i_RSA_PSS_PARAMS
#define d2i_X509 crypto_calls.d2i_X509
#define d2i_X509_ALGOR crypto_calls.d2i_X509_ALGOR
#endif

#endif /* CRYPTO_SONAME */

#endif
